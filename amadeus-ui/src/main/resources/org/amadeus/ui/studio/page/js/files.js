/** Files in and out: a MIDI file as the phrase, the piece as MIDI and as sound. All last as long as they are heard. */
import * as pieces from './piece.js';
import { render } from './rendering.js';
import { encodeWav } from './wav.js';

const MOST_BYTES = 1 << 20;

/** @typedef {{notes: number[][], amadeus?: number[][], settings?: string, warnings?: string[]}} Phrase what an engine reads of a file */
/** @typedef {{phrase: (file: ArrayBuffer) => Promise<Phrase>, midi: (sides: object) => Promise<BlobPart>}} Engine */

/**
 * @param {Engine} engine
 * @param {File} file
 * @returns {Promise<{sides: Record<pieces.Side, pieces.Note[]>, settings: string, warnings: string[]}>} times from 0 s; a
 *   piece that was saved here has its two players and its settings, any other is yours
 */
export async function readPhrase(engine, file) {
  if (file.size > MOST_BYTES) throw new Error(`${file.name} is longer than 1 MiB, the most that is taken.`);
  const bytes = await file.arrayBuffer().catch((error) => {
    throw new Error(`${file.name} can't be read: ${error.message}`);
  });
  const { notes, amadeus = [], settings = '', warnings = [] } = await engine.phrase(bytes).catch((error) => {
    throw new Error(`${file.name}: ${error.message}`);
  });
  return { sides: { you: notes.map(noteOf), amadeus: amadeus.map(noteOf) }, settings, warnings };
}

/** @param {number[]} row @returns {pieces.Note} */
const noteOf = ([start, end, pitch, velocity]) => ({ start, end, pitch, velocity });

/**
 * @param {Engine} engine
 * @param {pieces.Piece} piece
 * @param {number} rate how fast it is played
 * @param {string} settings as text
 */
export async function saveMidi(engine, piece, rate, settings) {
  const rows = (/** @type {pieces.Side} */ side) =>
    pieces.notes(piece, side).map((note) => [note.start / rate, note.end / rate, note.pitch, note.velocity]);
  const file = await engine.midi({ you: rows('you'), amadeus: rows('amadeus'), settings }).catch((error) => {
    throw new Error(`The piece can't be saved: ${error.message}`);
  });
  download(new Blob([file], { type: 'audio/midi' }), 'amadeus.mid');
}

/**
 * @param {pieces.Piece} piece
 * @param {number} rate how fast it is played
 * @param {import('./tones.js').Tones} tones
 * @param {(share: number) => void} progress
 */
export async function saveWav(piece, rate, tones, progress) {
  const sound = await render(piece, rate, tones, progress);
  download(new Blob([encodeWav(sound)], { type: 'audio/wav' }), 'amadeus.wav');
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
