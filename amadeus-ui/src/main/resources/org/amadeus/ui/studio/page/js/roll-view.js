/**
 * Where things are in the piano roll.
 *
 * @typedef {{width: number, height: number, left: number, scale: number, low: number, high: number, row: number,
 *   ruler: number, keys: number, rate: number}} View CSS pixels; left in seconds of music, scale in pixels for one of them,
 *   row the height of a pitch; rate is how many seconds of music are heard in one of the clock's, which the ruler shows
 * @typedef {{start: number, end: number, pitch: number, velocity: number}} Note the end is infinite while it sounds
 */

const RULER = 22;
const KEYS = 34;
/** At least three octaves around middle C are shown. */
const LEAST_LOW = 45;
const LEAST_HIGH = 81;
/** No note is painted narrower. */
const NARROWEST = 3;

/**
 * @param {{width: number, height: number, scrolled: number, scale: number, rate: number}} place scrolled in CSS pixels
 * @param {readonly Note[]} notes all of which are to be seen
 * @returns {View}
 */
export function viewOf({ width, height, scrolled, scale, rate }, notes) {
  const low = notes.reduce((least, note) => Math.min(least, note.pitch - 2), LEAST_LOW);
  const high = notes.reduce((most, note) => Math.max(most, note.pitch + 2), LEAST_HIGH);
  const row = (height - RULER) / (high - low + 1);
  return { width, height, left: scrolled / scale, scale, low, high, row, ruler: RULER, keys: KEYS, rate };
}

/** The width of the keys at the left edge. */
export const KEYS_WIDTH = KEYS;

/** @param {View} view @param {number} time */
export const xOf = (view, time) => view.keys + (time - view.left) * view.scale;

/** The upper edge of a pitch. @param {View} view @param {number} pitch */
export const topOf = (view, pitch) => view.ruler + (view.high - pitch) * view.row;

/** @param {View} view @param {number} x */
export const timeAt = (view, x) => view.left + (x - view.keys) / view.scale;

/** The rectangle of a note that ends at a time. @param {View} view @param {Note} note @param {number} end */
export function boxOf(view, note, end) {
  const x = xOf(view, note.start);
  const width = Math.max(NARROWEST, (end - note.start) * view.scale - 1);
  return { x, y: topOf(view, note.pitch) + 0.5, width, height: Math.max(NARROWEST, view.row - 1) };
}

/**
 * The note at a point, or the nearest that is not farther than so many CSS pixels.
 * @template {Note} T
 * @param {View} view
 * @param {readonly T[]} notes
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @returns {T | null}
 */
export function noteAt(view, notes, x, y, reach) {
  let nearest = null;
  let least = reach;
  for (const note of notes) {
    const box = boxOf(view, note, note.end);
    const aside = Math.max(box.x - x, x - box.x - box.width, 0);
    const above = Math.max(box.y - y, y - box.y - box.height, 0);
    // Where several are as near, what was painted last is on top.
    if (Math.hypot(aside, above) <= least) {
      nearest = note;
      least = Math.hypot(aside, above);
    }
  }
  return nearest;
}
