/** An instrument of the player's that sounds in the page's place, by Web MIDI: chosen by its name, which may come and go. */

/** Channel 1. */
const NOTE_ON = 0x90;
const NOTE_OFF = 0x80;
const CONTROL = 0xb0;
const SUSTAIN = 64;
const ALL_NOTES_OFF = 123;

/** @typedef {{release: (delay?: number) => void, stop: () => void}} Sounding the end of its key, and silence at once */

/** @type {Sounding} */
const SILENT = { release: () => {}, stop: () => {} };

export class MidiOutput {
  #midi;
  /** @type {MIDIOutput | null} */ #port = null;
  #chosen = '';
  /** When the pedal goes down that was sent last, milliseconds; null where it is up. @type {number | null} */ #pedalDown = null;
  /** What sounds, by its pitch. @type {Map<number, {end: (time: number) => void}>} */ #sounding = new Map();

  /** @param {import('./midi-input.js').MidiInput} midi */
  constructor(midi) {
    this.#midi = midi;
    midi.addEventListener('change', () => this.#attach());
  }

  /** Whether the instrument that was chosen is there. */
  get isThere() {
    return this.#port !== null;
  }

  /** Plays on the output of that name, or with '' on none. @param {string} name */
  choose(name) {
    this.#chosen = name;
    this.#attach();
  }

  /**
   * @param {number} pitch
   * @param {number} velocity
   * @param {number} delay seconds from now
   * @param {string} source who strikes
   * @returns {Sounding | null} null where no instrument is there
   */
  strike(pitch, velocity, delay, source) {
    const port = this.#port;
    if (!port) return null;
    // A keyboard that sounds has sounded already.
    if (this.#midi.nameOf(source) === port.name) return SILENT;
    const at = performance.now() + 1000 * delay;
    this.#sounding.get(pitch)?.end(at);
    const note = {
      end: (/** @type {number} */ time) => {
        if (this.#sounding.get(pitch) !== note) return;
        this.#sounding.delete(pitch);
        send(port, [NOTE_OFF, pitch, 64], Math.max(time, at + 1));
      },
    };
    this.#sounding.set(pitch, note);
    send(port, [NOTE_ON, pitch, velocity], at);
    return { release: (later = 0) => note.end(performance.now() + 1000 * later), stop: () => note.end(performance.now()) };
  }

  /** The sustain pedal; up no earlier than it went down. @param {boolean} down @param {number} delay seconds from now */
  pedal(down, delay) {
    if (!this.#port) return;
    const at = Math.max(performance.now() + 1000 * delay, this.#pedalDown ?? 0);
    this.#pedalDown = down ? at : null;
    send(this.#port, [CONTROL, SUSTAIN, down ? 127 : 0], at);
  }

  hush() {
    if (this.#pedalDown !== null) this.pedal(false, 0);
    for (const note of [...this.#sounding.values()]) note.end(performance.now());
    if (this.#port) send(this.#port, [CONTROL, ALL_NOTES_OFF, 0], performance.now());
  }

  #attach() {
    const port = (this.#chosen && this.#midi.outputs.find(({ name }) => name === this.#chosen)) || null;
    if (port === this.#port) return;
    this.hush();
    this.#sounding.clear();
    this.#port = port;
  }
}

/** @param {MIDIOutput} port @param {number[]} message @param {number} time */
function send(port, message, time) {
  try {
    port.send(message, time);
  } catch {
    // It was unplugged this moment; the browser will say so.
  }
}
