/**
 * A piece of music as the page knows it: turns of two players, the later ones with several takes. Values, never changed:
 * each function gives a new piece, so that a history of them is an undo.
 *
 * @typedef {'you' | 'amadeus'} Side
 * @typedef {{start: number, end: number, pitch: number, velocity: number}} Note times in seconds
 * @typedef {{notes: readonly Note[], seed: number}} Take
 * @typedef {{side: Side, start: number, takes: readonly Take[], chosen: number}} Turn
 * @typedef {{turns: readonly Turn[]}} Piece
 */

/** @type {Piece} */
export const EMPTY = Object.freeze({ turns: [] });

/** @param {Turn} turn */
export const notesOf = (turn) => turn.takes[turn.chosen].notes;

/**
 * The notes of one side, or of both, by their starts.
 * @param {Piece} piece
 * @param {Side} [side]
 * @returns {Note[]}
 */
export function notes(piece, side) {
  return piece.turns
    .filter((turn) => !side || turn.side === side)
    .flatMap((turn) => [...notesOf(turn)])
    .sort((a, b) => a.start - b.start);
}

/** When the last note ends, seconds. @param {Piece} piece */
export const endOf = (piece) =>
  piece.turns.reduce((end, turn) => notesOf(turn).reduce((latest, note) => Math.max(latest, note.end), end), 0);

/** @param {Piece} piece @returns {Turn | undefined} */
export const lastTurn = (piece) => piece.turns[piece.turns.length - 1];

/**
 * What there is up to a time; notes that sound then end there.
 * @param {Piece} piece
 * @param {number} time
 * @returns {Piece}
 */
export function cutAt(piece, time) {
  const turns = piece.turns
    .filter((turn) => turn.start < time)
    .map((turn) =>
      notesOf(turn).every((note) => note.end <= time)
        ? turn
        : { ...turn, takes: [{ ...turn.takes[turn.chosen], notes: cutNotes(notesOf(turn), time) }], chosen: 0 },
    )
    .filter((turn) => notesOf(turn).length > 0);
  return { turns };
}

/** @param {readonly Note[]} all @param {number} time */
const cutNotes = (all, time) =>
  all.filter((note) => note.start < time - 0.005).map((note) => (note.end > time ? { ...note, end: time } : note));

/**
 * @param {Piece} piece
 * @param {Side} side
 * @param {number} start
 * @param {Take} take
 * @returns {Piece}
 */
export const withTurn = (piece, side, start, take) => ({
  turns: [...piece.turns, { side, start, takes: [take], chosen: 0 }],
});

/**
 * The last turn played in another way, which is the one to hear now.
 * @param {Piece} piece
 * @param {Take} take
 * @returns {Piece}
 */
export function withTake(piece, take) {
  const turn = piece.turns[piece.turns.length - 1];
  const takes = [...turn.takes, take];
  return { turns: [...piece.turns.slice(0, -1), { ...turn, takes, chosen: takes.length - 1 }] };
}

/**
 * The piece with another take of its last turn.
 * @param {Piece} piece
 * @param {number} index
 * @returns {Piece}
 */
export const choosing = (piece, index) => ({
  turns: [...piece.turns.slice(0, -1), { ...piece.turns[piece.turns.length - 1], chosen: index }],
});

/** What was, what is, what was undone. */
export class History {
  /** @type {Piece[]} */ #past = [];
  /** @type {Piece[]} */ #future = [];
  /** @type {Piece} */ piece = EMPTY;

  /** @param {Piece} piece */
  push(piece) {
    if (piece === this.piece) return;
    this.#past.push(this.piece);
    if (this.#past.length > 200) this.#past.shift();
    this.#future = [];
    this.piece = piece;
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
    this.#future.push(this.piece);
    this.piece = before;
  }

  redo() {
    const after = this.#future.pop();
    if (!after) return;
    this.#past.push(this.piece);
    this.piece = after;
  }
}
