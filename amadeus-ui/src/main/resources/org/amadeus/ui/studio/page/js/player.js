/**
 * Plays notes at their times, also while more of them arrive: looks a little ahead and hands what is due to the sound.
 *
 * @typedef {{start: number, end: number, pitch: number, velocity: number, side: import('./piece.js').Side}} Item
 *   {@code end} is infinite while it is not known
 */
export class Player extends EventTarget {
  #sound;
  /** @type {Item[]} */ #items = [];
  #next = 0;
  /** What the pedal is to do. @type {{time: number, down: boolean}[]} */ #pedal = [];
  /** @type {{item: Item, sounding: {release: (delay?: number) => void, stop: () => void}}[]} */ #sounding = [];
  #base = 0;
  #since = 0;
  #rate = 1;
  #running = false;
  /** Whether more notes may come. */
  open = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */ #timer;

  /** @param {import('./sound.js').Sound} sound */
  constructor(sound) {
    super();
    this.#sound = sound;
  }

  get running() {
    return this.#running;
  }

  /** Seconds of music. */
  get position() {
    return this.positionAt(performance.now());
  }

  /** @param {number} now the page's time, milliseconds @returns {number} seconds of music */
  positionAt(now) {
    return this.#running ? this.#base + (Math.max(0, now - this.#since) / 1000) * this.#rate : this.#base;
  }

  /** @param {number} rate how fast: 2 is twice as fast as written */
  set rate(rate) {
    this.#base = this.position;
    this.#since = performance.now();
    this.#rate = rate;
  }

  get rate() {
    return this.#rate;
  }

  /**
   * @param {number} from seconds
   * @param {Item[]} items by their starts
   * @param {boolean} [open] whether more may come
   * @param {number} [now] when it starts, the page's time in milliseconds
   */
  start(from, items, open = false, now = performance.now()) {
    this.stop();
    this.#base = from;
    this.#since = now;
    this.#items = items;
    this.open = open;
    this.#next = items.findIndex((item) => item.start >= from - 0.001);
    if (this.#next < 0) this.#next = items.length;
    this.#running = true;
    this.#timer = setInterval(() => this.#tick(), 25);
    this.#tick();
  }

  /** @param {Item} item that starts no earlier than those before it */
  add(item) {
    this.#items.push(item);
    this.#tick();
  }

  /** The pedal moves, no earlier than it did before. @param {number} time seconds of music @param {boolean} down */
  pedal(time, down) {
    if (this.#running) this.#pedal.push({ time, down });
  }

  /** Ends what sounds and what was about to; the position stays. */
  stop() {
    this.#base = this.position;
    this.#running = false;
    this.open = false;
    clearInterval(this.#timer);
    for (const { sounding } of this.#sounding) sounding.stop();
    this.#sounding = [];
    this.#pedal = [];
    this.#sound.pedal(false);
  }

  /** What sounds at this moment. @returns {Item[]} */
  now() {
    const position = this.position;
    return this.#sounding.map(({ item }) => item).filter((item) => item.start <= position && position < item.end);
  }

  #tick() {
    if (!this.#running) return;
    const position = this.position;
    // A page in the background is woken once a second only.
    const horizon = position + (document.hidden ? 1.3 : 0.12) * this.#rate;
    while (this.#next < this.#items.length && this.#items[this.#next].start <= horizon) {
      const item = this.#items[this.#next++];
      const delay = Math.max(0, (item.start - position) / this.#rate);
      this.#sounding.push({ item, sounding: this.#sound.strike(item.pitch, item.velocity, delay) });
    }
    while (this.#pedal.length && this.#pedal[0].time <= horizon) {
      const { time, down } = this.#pedal.splice(0, 1)[0];
      this.#sound.pedal(down, Math.max(0, (time - position) / this.#rate));
    }
    this.#sounding = this.#sounding.filter(({ item, sounding }) => {
      if (item.end > position + 0.03 * this.#rate) return true;
      sounding.release(Math.max(0, (item.end - position) / this.#rate));
      return false;
    });
    if (!this.open && this.#next >= this.#items.length && this.#sounding.length === 0) {
      this.stop();
      this.dispatchEvent(new Event('ended'));
    }
  }
}
