/**
 * The player's own keys and pedal, from whatever input: sounds them at once and tells of them by the events
 * {@code strike}, {@code release}, {@code end} and {@code pedal}, as {@link Down} has them.
 */
import { Down } from './down.js';

export class Hands extends EventTarget {
  #sound;
  /** Who strikes now. */ #source = '';
  /** @type {Map<number, {release: () => void}>} */ #sounding = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #down = new Down({
    strike: (pitch, velocity, now) => {
      this.#sounding.set(pitch, this.#sound.strike(pitch, velocity, 0, this.#source));
      this.#tell('strike', { pitch, velocity, now });
    },
    end: (pitch, now) => {
      this.#sounding.get(pitch)?.release();
      this.#sounding.delete(pitch);
      this.#tell('end', { pitch, now });
    },
    release: (pitch, now) => this.#tell('release', { pitch, now }),
    pedal: (now) => this.#tell('pedal', { now }),
  });

  /** @param {import('./sound.js').Sound} sound */
  constructor(sound) {
    super();
    this.#sound = sound;
  }

  get pedalDown() {
    return this.#down.pedalDown;
  }

  /** Pitches whose keys are down. */
  get down() {
    return this.#down.keys;
  }

  /** @param {string} source @param {number} pitch @param {number} velocity 1 .. 127 @param {number} [now] {@link momentOf} */
  press(source, pitch, velocity, now = performance.now()) {
    this.#source = source;
    this.#down.press(source, pitch, velocity, now);
    this.#advance();
  }

  /** @param {string} source @param {number} pitch @param {number} [now] */
  lift(source, pitch, now = performance.now()) {
    this.#down.lift(source, pitch, now);
    this.#advance();
  }

  /** @param {string} source @param {boolean} down @param {number} [now] */
  pedal(source, down, now = performance.now()) {
    this.#down.pedal(source, down, now);
  }

  /** @param {string} source @param {number} value 0 .. 127 @param {number} [now] */
  pedalAt(source, value, now = performance.now()) {
    this.#down.pedalAt(source, value, now);
    this.#advance();
  }

  /** The pedal's switch on the page: up is up, whoever held it. @param {boolean} down */
  switchPedal(down) {
    if (down) this.pedal('switch', true);
    else this.#down.liftPedal(performance.now());
  }

  /** @param {string} source @param {number} [now] */
  notesOff(source, now = performance.now()) {
    this.#down.notesOff(source, now);
  }

  /** @param {string} source @param {number} [now] */
  reset(source, now = performance.now()) {
    this.#down.reset(source, now);
  }

  /** An input went away. @param {string} input */
  forget(input) {
    this.#down.forget(input, performance.now());
  }

  /** All keys up, the pedal up, silence. */
  clear() {
    this.#down.clear(performance.now());
    this.#sound.hush();
  }

  /** What time alone does: a key whose end was lost is let go. */
  #advance() {
    clearTimeout(this.#timer);
    const now = performance.now();
    const next = this.#down.advance(now);
    if (next < Infinity) this.#timer = setTimeout(() => this.#advance(), next - now);
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
