/** Files in and out: a MIDI file as the phrase, the piece as MIDI and as sound. All last as long as they are heard. */
import * as pieces from './piece.js';
import { render } from './rendering.js';
import { encodeWav } from './wav.js';

const MOST_BYTES = 1 << 20;

/**
 * @param {File} file
 * @returns {Promise<{sides: Record<pieces.Side, pieces.Note[]>, warnings: string[]}>} times from 0 s; a piece that was
 *   saved here has its two players, any other is yours
 */
export async function readPhrase(file) {
  if (file.size > MOST_BYTES) throw new Error(`${file.name} is longer than 1 MiB, the most that is taken.`);
  const bytes = await file.arrayBuffer().catch((error) => {
    throw new Error(`${file.name} can't be read: ${error.message}`);
  });
  const response = await post('phrase', bytes);
  if (!response.ok) throw new Error(`${file.name}: ${await reasonOf(response)}`);
  const { notes, amadeus = [], warnings = [] } = await response.json();
  return { sides: { you: notes.map(noteOf), amadeus: amadeus.map(noteOf) }, warnings };
}

/** @param {number[]} row @returns {pieces.Note} */
const noteOf = ([start, end, pitch, velocity]) => ({ start, end, pitch, velocity });

/** @param {pieces.Piece} piece @param {number} rate how fast it is played */
export async function saveMidi(piece, rate) {
  const rows = (/** @type {pieces.Side} */ side) =>
    pieces.notes(piece, side).map((note) => [note.start / rate, note.end / rate, note.pitch, note.velocity]);
  const response = await post('midi', JSON.stringify({ you: rows('you'), amadeus: rows('amadeus') }));
  if (!response.ok) throw new Error(`The piece can't be saved: ${await reasonOf(response)}`);
  download(await response.blob(), 'amadeus.mid');
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

/** @param {string} path @param {BodyInit} body */
async function post(path, body) {
  try {
    return await fetch(path, { method: 'POST', body });
  } catch {
    throw new Error('The studio is not running.');
  }
}

/** @param {Response} response one that says no */
async function reasonOf(response) {
  const reply = await response.json().catch(() => ({}));
  return reply.reason ?? `the studio said ${response.status}`;
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
