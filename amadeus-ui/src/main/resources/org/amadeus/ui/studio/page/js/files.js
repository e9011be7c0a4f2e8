/** Files in and out: a MIDI file as the phrase, the piece as MIDI and as sound. */
import { Piano } from './piano.js';
import * as pieces from './piece.js';
import { encodeWav } from './wav.js';

const MOST_BYTES = 1 << 20;
const MOST_NOTES = 5000;

/**
 * @param {File} file
 * @returns {Promise<pieces.Note[]>} from 0 s
 */
export async function readPhrase(file) {
  if (file.size > MOST_BYTES) throw new Error(`${file.name} is longer than 1 MiB, the most that is taken.`);
  const response = await fetch('phrase', { method: 'POST', body: file });
  const reply = await response.json();
  if (!response.ok) throw new Error(`${file.name}: ${reply.reason}`);
  return reply.notes.map((/** @type {number[]} */ [start, end, pitch, velocity]) => ({ start, end, pitch, velocity }));
}

/** @param {pieces.Piece} piece */
export async function saveMidi(piece) {
  const rows = (/** @type {pieces.Side} */ side) =>
    pieces.notes(piece, side).slice(0, MOST_NOTES).map((note) => [note.start, note.end, note.pitch, note.velocity]);
  const body = JSON.stringify({ you: rows('you'), amadeus: rows('amadeus') });
  const response = await fetch('midi', { method: 'POST', body });
  if (!response.ok) throw new Error((await response.json()).reason);
  download(await response.blob(), 'amadeus.mid');
}

/**
 * @param {pieces.Piece} piece
 * @param {number} rate how fast to play it
 * @param {import('./tones.js').Tones} tones
 */
export async function saveWav(piece, rate, tones) {
  await tones.ready;
  const seconds = pieces.endOf(piece) / rate + 3;
  const context = new OfflineAudioContext(2, Math.ceil(seconds * 44100), 44100);
  const piano = new Piano(context, tones);
  piano.volume = 0.75;
  for (const note of pieces.notes(piece)) {
    piano.strike(note.pitch, note.velocity, note.start / rate).release(note.end / rate);
  }
  download(new Blob([encodeWav(await context.startRendering())], { type: 'audio/wav' }), 'amadeus.wav');
}

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
