/** An answer as it arrives, note by note. */

/** @typedef {import('./player.js').Item} Item */

export class Answer {
  /** @type {Item[]} */ items = [];
  /** @type {Map<number, Item>} */ #open = new Map();

  /**
   * @param {number} id
   * @param {number} start where it begins in the piece, seconds; set anew where it begins later
   * @param {number} seed
   * @param {import('./piece.js').Piece} base the piece it goes on from
   * @param {boolean} anotherTake whether it stands beside the last turn, not after it
   */
  constructor(id, start, seed, base, anotherTake) {
    this.id = id;
    this.start = start;
    this.seed = seed;
    this.base = base;
    this.anotherTake = anotherTake;
  }

  /** @param {{at: number, pitch: number, velocity: number}} message @returns {Item} */
  strike({ at, pitch, velocity }) {
    /** @type {Item} */
    const item = { start: this.start + at, end: Infinity, pitch, velocity, side: 'amadeus' };
    this.items.push(item);
    this.#open.set(pitch, item);
    return item;
  }

  /** @param {{at: number, pitch: number}} message */
  release({ at, pitch }) {
    const item = this.#open.get(pitch);
    if (!item) return;
    item.end = this.start + at;
    this.#open.delete(pitch);
  }

  /** Ends what sounds: nobody will say when it does. @param {number} time */
  cut(time) {
    for (const item of this.#open.values()) item.end = Math.max(time, item.start);
    this.#open.clear();
  }

  /**
   * What of it was heard up to a time.
   * @param {number} [until] seconds
   * @returns {import('./piece.js').Take}
   */
  take(until = Infinity) {
    const latest = this.items.reduce((time, item) => Math.max(time, item.start + 1), 0);
    const notes = this.items
      .filter((item) => item.start < until)
      .map(({ start, end, pitch, velocity }) => ({ start, end: Math.min(end, until, Math.max(latest, start)), pitch, velocity }));
    return { notes, seed: this.seed };
  }
}
