/** What the engine is told of the music: what the model is to have heard. */
import * as pieces from './piece.js';

/** The engine takes no more notes of the past than it can use. */
const MOST_NOTES = 1500;
/** Music longer ago is forgotten, seconds. */
const LONGEST_AGO = 3000;

/**
 * The music up to a time, as a message's fields; its times begin at the first note that is told.
 * @param {pieces.Piece} piece
 * @param {number} until seconds
 */
export function heard(piece, until) {
  const all = pieces
    .notes(piece)
    .filter((note) => note.start <= until && note.start > until - LONGEST_AGO)
    .slice(-MOST_NOTES);
  const first = all.reduce((least, note) => Math.min(least, note.start), until);
  const notes = all.map(({ start, end, pitch, velocity }) => [
    round(start - first),
    round(Math.max(start, Math.min(end, until)) - first),
    pitch,
    velocity,
  ]);
  return { notes, until: round(until - first) };
}

/** A tenth of a millisecond is finer than anyone plays. @param {number} seconds */
export const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
