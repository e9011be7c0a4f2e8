/** A phrase while it is being played: notes that were struck and, where they sound no longer, have ended. */

/** @typedef {{start: number, end: number, pitch: number, velocity: number}} LiveNote the end is infinite while it sounds */

/** No note is shorter, seconds. */
const SHORTEST = 0.02;

export class Phrase {
  /** @type {LiveNote[]} */ notes = [];
  /** @type {Map<number, LiveNote>} */ #sounding = new Map();

  /** @param {number} start seconds */
  constructor(start) {
    this.start = start;
  }

  /** @param {number} pitch @param {number} velocity @param {number} time seconds */
  strike(pitch, velocity, time) {
    this.end(pitch, time);
    const note = { start: time, end: Infinity, pitch, velocity };
    this.notes.push(note);
    this.#sounding.set(pitch, note);
  }

  /** @param {number} pitch @param {number} time */
  end(pitch, time) {
    const note = this.#sounding.get(pitch);
    if (note) note.end = Math.max(time, note.start + SHORTEST);
    this.#sounding.delete(pitch);
  }

  /** The notes as they would be if it ended now. @param {number} time */
  heard(time) {
    return this.notes.map((note) => ({ ...note, end: Math.max(Math.min(note.end, time), note.start + SHORTEST) }));
  }
}
