/** A piece changed by hand: notes moved, transposed, taken out, a stretch put in place of another. Each gives a new piece. */
import { notes, notesOf } from './piece.js';

/** @typedef {import('./piece.js').Note} Note @typedef {import('./piece.js').Piece} Piece @typedef {import('./piece.js').Turn} Turn */

/** A piano's keys. */
const LOWEST = 21;
const HIGHEST = 108;
/** No note is shorter, seconds; what is struck within it is struck at the same moment. */
const SHORTEST = 0.02;

/** The notes that begin in a stretch. @param {Piece} piece @param {number} from @param {number} to */
export const notesIn = (piece, from, to) => notes(piece).filter((note) => note.start >= from && note.start < to);

/**
 * The piece with these notes elsewhere, as far as the piano and the piece reach; a key that is struck while it sounds ends
 * what sounded, as on a piano.
 * @param {Piece} piece
 * @param {ReadonlySet<Note>} chosen
 * @param {number} seconds
 * @param {number} semitones
 * @returns {{piece: Piece, notes: ReadonlySet<Note>}} and the notes there
 */
export function moved(piece, chosen, seconds, semitones) {
  const later = Math.max(seconds, -least(chosen, (note) => note.start));
  const down = Math.min(LOWEST, least(chosen, (note) => note.pitch)) - least(chosen, (note) => note.pitch);
  const up = Math.max(HIGHEST, -least(chosen, (note) => -note.pitch)) + least(chosen, (note) => -note.pitch);
  const higher = Math.min(up, Math.max(down, semitones));
  if (chosen.size === 0 || (later === 0 && higher === 0)) return { piece, notes: chosen };
  /** @type {Set<Note>} */
  const there = new Set();
  const turns = piece.turns.map((turn) =>
    changed(turn, (note) => {
      if (!chosen.has(note)) return note;
      const copy = { ...note, start: note.start + later, end: note.end + later, pitch: note.pitch + higher };
      there.add(copy);
      return copy;
    }),
  );
  return { piece: settled({ turns: turns.flat() }, there), notes: there };
}

/** @param {Piece} piece @param {ReadonlySet<Note>} chosen @returns {Piece} */
export const without = (piece, chosen) => ({
  turns: piece.turns.flatMap((turn) => changed(turn, (note) => (chosen.has(note) ? null : note))),
});

/**
 * The piece with other notes, the model's, in place of all that begin in a stretch. What sounds into it goes on, until its key
 * is struck anew.
 * @param {Piece} piece
 * @param {number} from
 * @param {number} to
 * @param {import('./piece.js').Take} take
 * @returns {Piece}
 */
export function rewritten(piece, from, to, take) {
  /** @type {Turn} */
  const turn = { side: 'amadeus', start: from, takes: [take], chosen: 0 };
  const around = piece.turns.flatMap((each) => [
    ...part(each, each.start, (note) => note.start < from),
    ...part(each, Math.max(each.start, to), (note) => note.start >= to),
  ]);
  const turns = take.notes.length > 0 ? [...around, turn] : around;
  return settled({ turns: turns.sort((a, b) => a.start - b.start) }, new Set(take.notes));
}

/**
 * What there is of a turn: all of it, or some notes of its chosen take alone.
 * @param {Turn} turn
 * @param {number} start
 * @param {(note: Note) => boolean} isPart
 */
const part = (turn, start, isPart) =>
  changed(turn, (note) => (isPart(note) ? note : null)).map((some) =>
    some === turn ? turn : startingAt({ ...some, takes: [some.takes[some.chosen]], chosen: 0 }, start),
  );

/** A turn that begins no later than its notes. @param {Turn} turn @param {number} start @returns {Turn} */
const startingAt = (turn, start) => ({ ...turn, start: Math.min(start, least(notesOf(turn), (note) => note.start)) });

/**
 * A turn with the notes of its chosen take changed or, where null comes of them, left out: none where none is left.
 * @param {Turn} turn
 * @param {(note: Note) => Note | null} change
 * @returns {Turn[]}
 */
function changed(turn, change) {
  const before = notesOf(turn);
  const after = before.map(change).filter((note) => note !== null);
  if (after.length === before.length && after.every((note, i) => note === before[i])) return [turn];
  if (after.length === 0) return [];
  const takes = turn.takes.map((take, i) => (i === turn.chosen ? { ...take, notes: after } : take));
  return [startingAt({ ...turn, takes }, turn.start)];
}

/**
 * Ends what sounded where notes that are new strike its key, and these where it is struck after them.
 * @param {Piece} piece
 * @param {Set<Note>} fresh the new ones; those that are cut take their places
 * @returns {Piece}
 */
function settled(piece, fresh) {
  const isNew = new Set(fresh);
  const keyOf = (/** @type {Turn} */ { side }, /** @type {Note} */ { pitch }) => `${side} ${pitch}`;
  /** What strikes the keys that the new ones strike. @type {Map<string, Note[]>} */
  const strikes = new Map();
  const each = (/** @type {(turn: Turn, note: Note) => void} */ work) => {
    for (const turn of piece.turns) for (const note of notesOf(turn)) work(turn, note);
  };
  each((turn, note) => isNew.has(note) && strikes.set(keyOf(turn, note), []));
  each((turn, note) => strikes.get(keyOf(turn, note))?.push(note));
  const settle = (/** @type {Turn} */ turn) => (/** @type {Note} */ note) => {
    const others = (strikes.get(keyOf(turn, note)) ?? []).filter((other) => isNew.has(other) !== isNew.has(note));
    if (!isNew.has(note) && others.some((other) => Math.abs(other.start - note.start) < SHORTEST)) return null;
    const end = others.reduce((until, { start }) => (start > note.start ? Math.min(until, start) : until), note.end);
    if (end === note.end) return note;
    const cut = { ...note, end };
    if (fresh.delete(note)) fresh.add(cut);
    return cut;
  };
  return { turns: piece.turns.flatMap((turn) => changed(turn, settle(turn))) };
}

/** @param {Iterable<Note>} all @param {(note: Note) => number} value */
function least(all, value) {
  let found = Infinity;
  for (const note of all) found = Math.min(found, value(note));
  return found;
}
