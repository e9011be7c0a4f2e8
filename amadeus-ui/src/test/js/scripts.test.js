/** What keyboards were seen to send, each from its first message to long after its last. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Clock, plugIn, studioIn } from './world.js';

const FOLDER = new URL('../live/', import.meta.url);

/** The phrases that are to be asked about: when, in seconds, and the notes' pitches and ends. */
const EXPECTED = {
  'all-notes-off.txt': [{ at: 1.25, notes: '60-0.45 64-0.45 67-0.45' }],
  'drum-pads.txt': [],
  'held-at-end.txt': [{ at: 3.3, notes: '60-3.25 64-3.25' }],
  'layered.txt': [{ at: 1.32, notes: '60-0.12 64-0.32 67-0.52' }],
  'lost-note-off-for-good.txt': [
    { at: 3.87, notes: '61-3.87 60-0.42 64-0.57 67-0.72 72-0.87' },
    { at: 10.37, notes: '60-0.12 64-0.27 67-0.42 72-0.57' },
    { at: 21.37, notes: '60-0.12 64-0.27 67-0.42 72-0.57' },
  ],
  'lost-off-panic.txt': [
    { at: 1.2, notes: '61-0.40' },
    { at: 6.37, notes: '60-0.12 64-0.27 67-0.42 72-0.57' },
  ],
  'pedal-bounce.txt': [{ at: 1.85, notes: '60-0.45 64-0.80 67-1.00' }],
  'unplug-with-pedal.txt': [
    { at: 1, notes: '60-0.25' },
    { at: 4.37, notes: '60-0.12 64-0.27 67-0.42 72-0.57' },
  ],
};

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
  test(name, async () => {
    const clock = new Clock();
    plugIn();
    const { hands, midi, sound, connection, studio } = studioIn(clock);
    const asked = [];
    const begin = clock.now;
    let turns = 0;
    studio.addEventListener('change', () => {
      if (connection.questions.length === asked.length) return;
      const turn = studio.piece.turns[turns++];
      const notes = turn.takes[0].notes.map(({ pitch, end }) => `${pitch}-${(end - turn.start).toFixed(2)}`).join(' ');
      asked.push({ at: Math.round((clock.now - begin) / 10) / 100, notes });
      // Nothing is answered, so that the piece is what was played.
      connection.answer([], 'silent');
    });
    await midi.connect();
    for (const line of readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n')) {
      const [time, status, ...data] = line.trim().split(/\s+/);
      clock.passTo(begin + Number(time));
      if (status === 'UNPLUG') globalThis.keys.unplug();
      else if (status === 'REPLUG') globalThis.keys.plug();
      else globalThis.keys.send(parseInt(status, 16), ...data.map(Number));
    }
    clock.pass(20_000);
    if (EXPECTED[name]) assert.deepEqual(asked, EXPECTED[name]);
    assert.equal(hands.down.size, 0, 'a key is left down');
    if (!hands.pedalDown) assert.equal(sound.ringing.size, 0, 'a note is left sounding');
  });
}
