/** A phrase while it is being played: keys that go down and up, and the pedal that keeps notes sounding. */

/** @typedef {{start: number, end: number, pitch: number, velocity: number}} LiveNote the end is infinite while it sounds */

export class Phrase {
  /** @type {LiveNote[]} */ notes = [];
  /** @type {Map<number, LiveNote>} */ #down = new Map();
  /** @type {Set<LiveNote>} */ #kept = new Set();
  #pedal = false;

  /** @param {number} start seconds @param {boolean} pedal whether it is down */
  constructor(start, pedal) {
    this.start = start;
    this.#pedal = pedal;
  }

  /** @param {number} pitch @param {number} velocity @param {number} time */
  press(pitch, velocity, time) {
    for (const note of this.notes) {
      if (note.pitch === pitch && note.end === Infinity) this.#end(note, time);
    }
    const note = { start: time, end: Infinity, pitch, velocity };
    this.notes.push(note);
    this.#down.set(pitch, note);
  }

  /** @param {number} pitch @param {number} time */
  lift(pitch, time) {
    const note = this.#down.get(pitch);
    if (!note) return;
    this.#down.delete(pitch);
    if (this.#pedal) this.#kept.add(note);
    else this.#end(note, time);
  }

  /** @param {boolean} down @param {number} time */
  pedal(down, time) {
    this.#pedal = down;
    if (down) return;
    for (const note of this.#kept) this.#end(note, time);
  }

  /** Whether no key is held. */
  get resting() {
    return this.#down.size === 0;
  }

  /** The notes as they would be if it ended now. @param {number} time */
  heard(time) {
    return this.notes.map((note) => ({ ...note, end: Math.max(Math.min(note.end, time), note.start + 0.02) }));
  }

  /** @param {LiveNote} note @param {number} time */
  #end(note, time) {
    note.end = Math.max(time, note.start + 0.02);
    this.#kept.delete(note);
    if (this.#down.get(note.pitch) === note) this.#down.delete(note.pitch);
  }
}
