/** MIDI keyboards, by the browser's Web MIDI: all inputs there are, those plugged in later too. */
import { momentOf } from './moment.js';

const SUSTAIN = 64;
const ALL_SOUND_OFF = 120;
const ALL_NOTES_OFF = 123;

export class MidiInput extends EventTarget {
  #studio;
  /** @type {MIDIAccess | undefined} */ #access;
  /** @type {Map<string, Set<number>>} */ #down = new Map();

  /** @param {import('./studio.js').Studio} studio */
  constructor(studio) {
    super();
    this.#studio = studio;
  }

  get supported() {
    return typeof navigator.requestMIDIAccess === 'function';
  }

  /** Names of the keyboards that are plugged in, or null before the browser was asked. */
  get names() {
    if (!this.#access) return null;
    return [...this.#access.inputs.values()].filter((input) => input.state === 'connected').map((input) => input.name ?? 'MIDI');
  }

  /** Connects without a question where the player allowed it before. */
  async reconnect() {
    if (!this.supported) return;
    const permission = await navigator.permissions?.query({ name: /** @type {any} */ ('midi') }).catch(() => null);
    if (permission?.state === 'granted') await this.connect();
  }

  /** Asks the browser for the keyboards; rejects where the player says no. */
  async connect() {
    this.#access = await navigator.requestMIDIAccess({ sysex: false });
    this.#access.addEventListener('statechange', () => this.#attach());
    this.#attach();
  }

  #attach() {
    for (const input of this.#access?.inputs.values() ?? []) {
      if (input.state === 'connected') {
        input.onmidimessage = (event) => this.#hear(input.id, event.data, momentOf(event));
      } else {
        this.#release(input.id);
      }
    }
    this.dispatchEvent(new Event('change'));
  }

  /** @param {string} id @param {Uint8Array | null} data @param {number} now */
  #hear(id, data, now) {
    if (!data || data.length < 2) return;
    const [status, first, second = 0] = data;
    const command = status & 0xf0;
    if (command === 0x90 && second > 0) {
      this.#keysOf(id).add(first);
      this.#studio.press(first, second, now);
    } else if (command === 0x80 || command === 0x90) {
      this.#keysOf(id).delete(first);
      this.#studio.lift(first, now);
    } else if (command === 0xb0 && first === SUSTAIN) {
      this.#studio.pedal(second >= 64, now);
    } else if (command === 0xb0 && (first === ALL_SOUND_OFF || first === ALL_NOTES_OFF)) {
      this.#release(id);
    }
  }

  /** A keyboard that is unplugged leaves no note sounding. @param {string} id */
  #release(id) {
    for (const pitch of this.#keysOf(id)) this.#studio.lift(pitch);
    this.#keysOf(id).clear();
    this.#studio.pedal(false);
  }

  /** @param {string} id @returns {Set<number>} */
  #keysOf(id) {
    let keys = this.#down.get(id);
    if (!keys) this.#down.set(id, (keys = new Set()));
    return keys;
  }
}
