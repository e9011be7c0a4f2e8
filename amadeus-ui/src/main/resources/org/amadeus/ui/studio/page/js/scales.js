/** Notes, keys and scales: their names, and the shares of the twelve notes that a model is asked for. */

export const PITCH_CLASSES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
const SHARPS = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
const FLATS = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'G♭', 'G', 'A♭', 'A', 'B♭', 'B'];

const BLACK = new Set([1, 3, 6, 8, 10]);

/** Whether a key is black. @param {number} pitch MIDI note number, or 0 .. 11 from C */
export const isBlack = (pitch) => BLACK.has(pitch % 12);

/** Semitones above the key note. @type {ReadonlyArray<readonly [string, readonly number[]]>} */
export const SCALES = [
  ['major', [0, 2, 4, 5, 7, 9, 11]],
  ['minor', [0, 2, 3, 5, 7, 8, 10]],
  ['harmonic minor', [0, 2, 3, 5, 7, 8, 11]],
  ['dorian', [0, 2, 3, 5, 7, 9, 10]],
  ['mixolydian', [0, 2, 4, 5, 7, 9, 10]],
  ['major pentatonic', [0, 2, 4, 7, 9]],
  ['minor pentatonic', [0, 3, 5, 7, 10]],
  ['blues', [0, 3, 5, 6, 7, 10]],
  ['whole tone', [0, 2, 4, 6, 8, 10]],
  ['octatonic', [0, 1, 3, 4, 6, 7, 9, 10]],
  ['chromatic', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
];

/** Key note, fifth and third are heard most in tonal music. */
const WEIGHTS = new Map([
  [0, 10],
  [7, 8],
  [4, 7],
  [3, 7],
]);

/**
 * Weights of C .. B, 0 .. 10.
 * @param {number} key 0 (C) .. 11 (B)
 * @param {readonly number[]} steps
 */
export function histogramOf(key, steps) {
  const shares = new Array(12).fill(0);
  const even = steps.length === 12;
  for (const step of steps) shares[(key + step) % 12] = even ? 5 : (WEIGHTS.get(step) ?? 5);
  return shares;
}

/**
 * How the twelve notes are written in a key: with sharps or flats, as the major key with the same signs has them.
 * @param {number} key 0 (C) .. 11 (B)
 * @param {readonly number[]} steps of its scale
 */
export function namesIn(key, steps) {
  const major = steps.includes(4) || !steps.includes(3) ? key : (key + 3) % 12;
  if (steps.length > 8 || major === 0) return PITCH_CLASSES;
  // G, D, A, E, B and F♯ major are written with sharps; so is what begins on a note that is named with one.
  return [7, 2, 9, 4, 11, 6].includes(major) || PITCH_CLASSES[key].endsWith('♯') ? SHARPS : FLATS;
}

/** @param {number} pitch MIDI note number; 60 is C4 */
export const nameOf = (pitch) => PITCH_CLASSES[pitch % 12] + (Math.floor(pitch / 12) - 1);
