/** What the page sounds like: one audio context, made when it may sound, and the piano in it; or a MIDI instrument. */
import { Piano } from './piano.js';
import { Tones } from './tones.js';

/** How late a note may be heard that was struck before the browser let the page sound, milliseconds. */
const PATIENCE = 500;

export class Sound {
  tones = new Tones();
  /** What sounds in the piano's place, while it is there. @type {import('./midi-output.js').MidiOutput | undefined} */ output;
  /** @type {AudioContext | undefined} */ #context;
  /** @type {Piano | undefined} */ #piano;
  #volume = 0.75;
  /** @type {Set<OscillatorNode>} */ #clicks = new Set();
  /**
   * What is to sound once the context runs, if that is before {@code until}. One that sleeps would keep all it is told, for
   * however long, and sound it at once.
   * @type {{until: number, click: boolean, sound: () => void}[]}
   */
  #waiting = [];

  /** Browsers let a page sound only after a key or a click: call this from those. */
  wake() {
    if (!this.#context) {
      this.#context = new AudioContext({ latencyHint: 'interactive' });
      this.#piano = new Piano(this.#context, this.tones);
      this.#piano.volume = this.#volume;
      this.#context.addEventListener('statechange', () => this.#runs());
    }
    // A telephone that rang leaves it interrupted.
    if (this.sleeping) void this.#context.resume().catch(() => {});
    return this.#context;
  }

  /** What turns recordings into sound, before the page may sound itself. */
  get decoder() {
    return new OfflineAudioContext(2, 1, 44100);
  }

  get sleeping() {
    return this.#context?.state !== 'running';
  }

  /** @param {number} until the page's time, milliseconds @param {boolean} click @param {() => void} sound */
  #sound(until, click, sound) {
    if (!this.sleeping) {
      sound();
      return;
    }
    const now = performance.now();
    this.#waiting = [...this.#waiting.filter((waiting) => waiting.until >= now), { until, click, sound }];
  }

  #runs() {
    if (this.sleeping) return;
    const now = performance.now();
    const waiting = this.#waiting.filter(({ until }) => until >= now);
    this.#waiting = [];
    for (const { sound } of waiting) sound();
  }

  /** @param {number} value 0 .. 1 */
  set volume(value) {
    this.#volume = value;
    if (this.#piano) this.#piano.volume = value;
  }

  /**
   * @param {number} pitch
   * @param {number} velocity
   * @param {number} [delay] seconds from now
   * @param {string} [source] who strikes
   * @returns {import('./midi-output.js').Sounding}
   */
  strike(pitch, velocity, delay = 0, source = '') {
    const outside = this.output?.strike(pitch, velocity, delay, source);
    if (outside) return outside;
    const context = this.wake();
    const due = performance.now() + 1000 * delay;
    /** When the key goes up that has not sounded yet. */ let up = Infinity;
    /** @type {import('./piano.js').Sounding | undefined} */ let sounding;
    this.#sound(due + PATIENCE, false, () => {
      const at = context.currentTime + Math.max(0, due - performance.now()) / 1000;
      if (up > due) sounding = this.#piano?.strike(pitch, velocity, at);
      if (up < Infinity) sounding?.release(at + (up - due) / 1000);
    });
    return {
      release: (later = 0) => {
        if (sounding) sounding.release(context.currentTime + later);
        else up = performance.now() + 1000 * later;
      },
      stop: () => {
        if (sounding) sounding.stop();
        else up = -Infinity;
      },
    };
  }

  /** @param {boolean} down @param {number} [delay] seconds from now */
  pedal(down, delay = 0) {
    this.output?.pedal(down, delay);
    if (this.#context) this.#piano?.pedal(down, this.#context.currentTime + delay);
  }

  /** A metronome's click. @param {number} delay seconds from now @param {boolean} accent the bar's first */
  click(delay, accent) {
    const due = performance.now() + 1000 * delay;
    this.wake();
    this.#sound(due, true, () => this.#click(Math.max(0, due - performance.now()) / 1000, accent));
  }

  /** @param {number} delay @param {boolean} accent */
  #click(delay, accent) {
    const context = this.wake();
    const at = context.currentTime + delay;
    const tone = new OscillatorNode(context, { type: 'square', frequency: accent ? 1600 : 1000 });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime((accent ? 0.22 : 0.14) * this.#volume, at);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.04);
    tone.connect(loudness).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.05);
    this.#clicks.add(tone);
    tone.addEventListener('ended', () => this.#clicks.delete(tone));
  }

  /** Clicks that have not sounded yet do not. */
  unclick() {
    for (const tone of this.#clicks) tone.disconnect();
    this.#clicks.clear();
    this.#waiting = this.#waiting.filter(({ click }) => !click);
  }

  hush() {
    this.output?.hush();
    this.#waiting = this.#waiting.filter(({ click }) => click);
    this.#piano?.hush();
  }
}
