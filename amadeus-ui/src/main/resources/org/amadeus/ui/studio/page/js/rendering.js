/** The piece as sound, faster than it is heard. */
import { Piano } from './piano.js';
import * as pieces from './piece.js';

const SAMPLE_RATE = 44100;
/** What a page has the memory for, seconds. */
const LONGEST = 1800;
/** The room after the last note, seconds. */
const TAIL = 3;
/** How often notes are handed on and progress is told, seconds of sound: notes that are not yet due cost time. */
const STEP = 2;

/**
 * @param {pieces.Piece} piece
 * @param {number} rate how fast to play it
 * @param {import('./tones.js').Tones} tones
 * @param {(share: number) => void} progress told how much is done, 0 .. 1, where the browser says so
 * @returns {Promise<AudioBuffer>}
 */
export async function render(piece, rate, tones, progress) {
  const seconds = pieces.endOf(piece) / rate + TAIL;
  if (seconds > LONGEST) {
    throw new Error(`The piece lasts longer than ${LONGEST / 60} minutes. Save it as MIDI: amadeus render makes it sound.`);
  }
  await tones.ready;
  const context = new OfflineAudioContext(2, Math.ceil(seconds * SAMPLE_RATE), SAMPLE_RATE);
  const piano = new Piano(context, tones);
  piano.volume = 0.75;
  const notes = pieces.notes(piece);
  let next = 0;
  const strikeUntil = (/** @type {number} */ time) => {
    for (; next < notes.length && notes[next].start / rate < time; next++) {
      const { pitch, velocity, start, end } = notes[next];
      piano.strike(pitch, velocity, start / rate).release(end / rate);
    }
  };
  // Not every browser lets an offline context pause.
  if (typeof context.suspend === 'function') {
    for (let time = STEP; time < seconds; time += STEP) {
      void context.suspend(time).then(() => {
        strikeUntil(time + 2 * STEP);
        progress(time / seconds);
        return context.resume();
      });
    }
    strikeUntil(2 * STEP);
  } else {
    strikeUntil(Infinity);
  }
  return context.startRendering();
}
