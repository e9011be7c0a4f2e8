/** What the page sounds like: one audio context, made when it may sound, and the piano in it; or a MIDI instrument. */
import { Piano } from './piano.js';
import { Tones } from './tones.js';

export class Sound {
  tones = new Tones();
  /** What sounds in the piano's place, while it is there. @type {import('./midi-output.js').MidiOutput | undefined} */ output;
  /** @type {AudioContext | undefined} */ #context;
  /** @type {Piano | undefined} */ #piano;
  #volume = 0.75;
  /** @type {Set<OscillatorNode>} */ #clicks = new Set();

  /** Browsers let a page sound only after a key or a click: call this from those. */
  wake() {
    if (!this.#context) {
      this.#context = new AudioContext({ latencyHint: 'interactive' });
      this.#piano = new Piano(this.#context, this.tones);
      this.#piano.volume = this.#volume;
    }
    if (this.#context.state === 'suspended') void this.#context.resume();
    return this.#context;
  }

  /** What turns recordings into sound, before the page may sound itself. */
  get decoder() {
    return new OfflineAudioContext(2, 1, 44100);
  }

  get sleeping() {
    return this.#context?.state !== 'running';
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
    const sounding = this.#piano?.strike(pitch, velocity, context.currentTime + delay);
    return {
      release: (later = 0) => sounding?.release(context.currentTime + later),
      stop: () => sounding?.stop(),
    };
  }

  /** @param {boolean} down @param {number} [delay] seconds from now */
  pedal(down, delay = 0) {
    this.output?.pedal(down, delay);
    if (this.#context) this.#piano?.pedal(down, this.#context.currentTime + delay);
  }

  /** A metronome's click. @param {number} delay seconds from now @param {boolean} accent the bar's first */
  click(delay, accent) {
    const context = this.wake();
    const at = Math.max(context.currentTime, context.currentTime + delay);
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
  }

  hush() {
    this.output?.hush();
    this.#piano?.hush();
  }
}
