/** What was, what is, what was undone. */
import { EMPTY } from './piece.js';

/** @typedef {import('./piece.js').Piece} Piece */

const MOST = 200;

export class History {
  /** @type {Piece[]} */ #past = [];
  /** @type {Piece[]} */ #future = [];
  /** @type {Piece} */ #piece = EMPTY;

  get piece() {
    return this.#piece;
  }

  /** Begins with a piece, before anything happened. @param {Piece} piece */
  begin(piece) {
    this.#past = [];
    this.#future = [];
    this.#piece = piece;
  }

  /** @param {Piece} piece */
  push(piece) {
    if (piece === this.#piece) return;
    this.#past.push(this.#piece);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
    this.#piece = piece;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#future.push(this.#piece);
    this.#piece = before;
  }

  redo() {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.#piece);
    this.#piece = after;
  }
}
