/** What the engine is told of the music: what the model is to have heard. */
import * as pieces from './piece.js';

/** The engine takes no more notes of the past than it can use. */
const MOST_NOTES = 1500;
/** Music longer ago is forgotten, seconds. */
const LONGEST_AGO = 3000;
/** As much of what follows a stretch is told, seconds; the engine uses less. */
const FOLLOWING = 4;

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

/**
 * What stands round a stretch, as a message's fields: notes before it with their own ends, and the first that begin after it.
 * @param {pieces.Piece} piece
 * @param {number} from seconds
 * @param {number} to
 */
export function around(piece, from, to) {
  const all = pieces.notes(piece);
  const before = all.filter((note) => note.start < from && note.start > from - LONGEST_AGO).slice(-MOST_NOTES);
  const then = all.filter((note) => note.start >= to && note.start < to + FOLLOWING);
  const first = before.reduce((least, note) => Math.min(least, note.start), from);
  const row = (/** @type {pieces.Note} */ { start, end, pitch, velocity }) => [
    round(start - first),
    round(Math.max(start, Math.min(end, to + FOLLOWING)) - first),
    pitch,
    velocity,
  ];
  return { notes: before.map(row), until: round(from - first), seconds: round(to - from), then: then.map(row) };
}

/** A tenth of a millisecond is finer than anyone plays. @param {number} seconds */
export const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
