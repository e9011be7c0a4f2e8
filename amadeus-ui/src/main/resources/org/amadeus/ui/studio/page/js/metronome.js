/** Clicks on beats, told to the audio clock ahead of time; the beats, which answers begin on the bars of. */

/** How far ahead clicks are scheduled, and how often, seconds: enough for a page in the background, which is woken once a second. */
const AHEAD = 2;
const EVERY = 0.5;
/** From switching it on to the first click, seconds. */
const LEAD = 0.1;

/**
 * @typedef {{ at: number, tempo: number, metre: string }} Beats when a bar begins, seconds of {@link performance.now};
 *   quarters a minute
 */
export class Metronome {
  /** @type {Beats | null} */ #beats = null;
  #timer = 0;
  /** Until when clicks are scheduled, seconds. */
  #until = 0;
  #sound;
  #settings;

  /**
   * @param {Pick<import('./sound.js').Sound, 'click' | 'unclick'>} sound
   * @param {Pick<import('./settings.js').Settings, 'metronome' | 'bpm' | 'metre'>} settings
   */
  constructor(sound, settings) {
    this.#sound = sound;
    this.#settings = settings;
  }

  /** What ticks, or null. */
  get beats() {
    return this.#beats;
  }

  /** Does as the settings say from now on; returns whether the beats are others. */
  update() {
    const { metronome, bpm: tempo, metre } = this.#settings;
    const before = this.#beats;
    if (!metronome ? !before : before?.tempo === tempo && before?.metre === metre) return false;
    clearInterval(this.#timer);
    this.#sound.unclick();
    this.#beats = metronome ? { at: now() + LEAD, tempo, metre } : null;
    if (this.#beats) {
      this.#until = this.#beats.at;
      this.#timer = setInterval(() => this.#schedule(), EVERY * 1000);
      this.#schedule();
    }
    return true;
  }

  #schedule() {
    const { at, tempo, metre } = /** @type {Beats} */ (this.#beats);
    const [beats, unit] = metre.split('/').map(Number);
    const beat = (60 / tempo) * (4 / unit);
    const end = now() + AHEAD;
    // What a page that slept has missed is not made up for.
    for (let k = Math.ceil((Math.max(this.#until, now()) - at) / beat - 1e-6); at + k * beat < end; k++) {
      this.#sound.click(at + k * beat - now(), k % beats === 0);
    }
    this.#until = end;
  }
}

const now = () => performance.now() / 1000;
