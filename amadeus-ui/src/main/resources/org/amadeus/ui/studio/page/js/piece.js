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

/** What was found out of a piece, which never changes. @type {WeakMap<Piece, {you: readonly Note[], amadeus: readonly Note[], both: readonly Note[], end: number}>} */
const known = new WeakMap();

/** @param {Piece} piece */
function lookInto(piece) {
  const found = known.get(piece);
  if (found) return found;
  const byStart = (/** @type {Note} */ a, /** @type {Note} */ b) => a.start - b.start;
  const of = (/** @type {Side} */ side) =>
    piece.turns.filter((turn) => turn.side === side).flatMap((turn) => [...notesOf(turn)]).sort(byStart);
  const [you, amadeus] = [of('you'), of('amadeus')];
  const both = [...you, ...amadeus].sort(byStart);
  const end = both.reduce((latest, note) => Math.max(latest, note.end), 0);
  const all = { you, amadeus, both, end };
  known.set(piece, all);
  return all;
}

/**
 * The notes of one side, or of both, by their starts.
 * @param {Piece} piece
 * @param {Side} [side]
 * @returns {readonly Note[]}
 */
export const notes = (piece, side) => lookInto(piece)[side ?? 'both'];

/** When the last note ends, seconds. @param {Piece} piece */
export const endOf = (piece) => lookInto(piece).end;

/** @param {Piece} piece @returns {Turn | undefined} */
export const lastTurn = (piece) => piece.turns[piece.turns.length - 1];

/** How long the last turn is, from its start to the end of its last note, seconds. @param {Piece} piece */
export function lastSeconds(piece) {
  const turn = lastTurn(piece);
  return turn ? notesOf(turn).reduce((end, note) => Math.max(end, note.end), turn.start) - turn.start : 0;
}

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
 * The piece with music from elsewhere after it: a new turn wherever the side that strikes is another.
 * @param {Piece} piece
 * @param {Record<Side, readonly Note[]>} sides
 * @returns {Piece}
 */
export function withMusic(piece, sides) {
  const all = /** @type {const} */ (['you', 'amadeus'])
    .flatMap((side) => sides[side].map((note) => ({ side, note })))
    .sort((a, b) => a.note.start - b.note.start);
  /** @type {{side: Side, start: number, takes: {notes: Note[], seed: number}[], chosen: number}[]} */
  const turns = [];
  for (const { side, note } of all) {
    const last = turns[turns.length - 1];
    if (last?.side === side) last.takes[0].notes.push(note);
    else turns.push({ side, start: note.start, takes: [{ notes: [note], seed: 0 }], chosen: 0 });
  }
  return { turns: [...piece.turns, ...turns] };
}

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
