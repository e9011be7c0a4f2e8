/** MIDI keyboards, by the browser's Web MIDI: all inputs there are, or those of one name, those plugged in later too. */
import { sourceOf } from './down.js';
import { momentOf } from './moment.js';

const SUSTAIN = 64;
const ALL_SOUND_OFF = 120;
const RESET_CONTROLLERS = 121;
const ALL_NOTES_OFF = 123;
/** The channel of drum pads, which play no piano. */
const PERCUSSION = 9;

export class MidiInput extends EventTarget {
  #hands;
  /** @type {MIDIAccess | undefined} */ #access;
  /** Those that are listened to. @type {Map<string, MIDIInput>} */ #inputs = new Map();
  /** The name of those that are listened to, or '' for all. */ #chosen = '';

  /** @param {{hands: import('./hands.js').Hands}} studio */
  constructor({ hands }) {
    super();
    this.#hands = hands;
  }

  get supported() {
    return typeof navigator.requestMIDIAccess === 'function';
  }

  /** Names of the keyboards that are plugged in, or null before the browser was asked. */
  get names() {
    return this.#access ? [...this.#inputs.values()].map((input) => input.name ?? 'MIDI') : null;
  }

  /** All inputs that are plugged in, whether they are listened to or not. */
  get inputs() {
    return [...(this.#access?.inputs.values() ?? [])].filter(isThere);
  }

  get outputs() {
    return [...(this.#access?.outputs.values() ?? [])].filter(isThere);
  }

  /** Listens to the inputs of that name alone, or with '' to all. @param {string} name */
  choose(name) {
    this.#chosen = name;
    this.#attach();
  }

  /** The name of the keyboard that a source of strokes is of. @param {string} source */
  nameOf(source) {
    const id = source.startsWith('midi ') ? source.slice(5).split('\n')[0] : '';
    return this.#inputs.get(id)?.name ?? '';
  }

  /** Connects without a question where the player allowed it before. */
  async reconnect() {
    if (!this.supported) return;
    const permission = await navigator.permissions?.query({ name: /** @type {any} */ ('midi') }).catch(() => null);
    if (permission?.state === 'granted') await this.connect();
  }

  /**
   * Asks the browser for the keyboards, once: each answer has ports of its own, and those of an earlier one would go on
   * being heard. Rejects where the player says no.
   */
  async connect() {
    if (!this.#access) {
      const access = await navigator.requestMIDIAccess({ sysex: false });
      // Two questions may have been under way at once.
      this.#access ??= access;
      if (this.#access === access) access.addEventListener('statechange', (event) => this.#changed(event));
    }
    this.#attach();
  }

  /** @param {Event} event */
  #changed(event) {
    // Plugged in again at once it is among the inputs already, though its keys are up.
    const port = /** @type {MIDIConnectionEvent} */ (event).port;
    if (port?.type === 'input' && port.state === 'disconnected') this.#forget(port.id);
    this.#attach();
  }

  /** Listens to the inputs that there are. One that was unplugged is not among them any more. */
  #attach() {
    const there = this.inputs.filter((input) => this.#chosen === '' || input.name === this.#chosen);
    const ids = new Set(there.map((input) => input.id));
    for (const [id, input] of [...this.#inputs]) {
      if (!ids.has(id) || !there.includes(input)) this.#forget(id);
    }
    for (const input of there) {
      this.#inputs.set(input.id, input);
      input.onmidimessage = (event) => this.#hear(input.id, event.data, momentOf(event));
    }
    this.dispatchEvent(new Event('change'));
  }

  /** A keyboard that is unplugged leaves no note sounding. @param {string} id */
  #forget(id) {
    const input = this.#inputs.get(id);
    if (input) input.onmidimessage = null;
    this.#inputs.delete(id);
    this.#hands.forget(`midi ${id}`);
  }

  /** @param {string} id @param {Uint8Array | null} data @param {number} now */
  #hear(id, data, now) {
    if (!data || data.length < 2) return;
    const [status, first, second = 0] = data;
    const command = status & 0xf0;
    const channel = status & 0x0f;
    if (channel === PERCUSSION) return;
    const source = sourceOf(`midi ${id}`, channel);
    if (command === 0x90 && second > 0) this.#hands.press(source, first, second, now);
    else if (command === 0x80 || command === 0x90) this.#hands.lift(source, first, now);
    else if (command === 0xb0) this.#control(source, first, second, now);
  }

  /** @param {string} source @param {number} number @param {number} value @param {number} now */
  #control(source, number, value, now) {
    if (number === SUSTAIN) this.#hands.pedalAt(source, value, now);
    // The modes, 124 .. 127, turn all notes off too.
    if (number === ALL_SOUND_OFF || number >= ALL_NOTES_OFF) this.#hands.notesOff(source, now);
    if (number === ALL_SOUND_OFF || number === RESET_CONTROLLERS) this.#hands.reset(source, now);
  }
}

/** @param {MIDIPort} port */
const isThere = (port) => port.state === 'connected';
