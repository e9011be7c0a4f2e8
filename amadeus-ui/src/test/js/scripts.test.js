/** What keyboards were seen to send, each from its first message to long after its last. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Clock, plugIn, studioIn } from './world.js';

const FOLDER = new URL('../live/', import.meta.url);

/** The strokes that the engine is to be told of, where they are worth a look. */
const EXPECTED = {
  'all-notes-off.txt': '+60 +64 +67 -60 -64 -67',
  'drum-pads.txt': '',
  'held-at-end.txt': 'pedal +60 +64 -60 -64',
  'layered.txt': '+60 -60 +64 -64 +67 -67',
};

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt'))) {
  test(name, async () => {
    const clock = new Clock();
    plugIn();
    const { hands, midi, sound, connection } = studioIn(clock);
    const begin = clock.now;
    await midi.connect();
    for (const line of readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n')) {
      const [time, status, ...data] = line.trim().split(/\s+/);
      clock.passTo(begin + Number(time));
      if (status === 'UNPLUG') globalThis.keys.unplug();
      else if (status === 'REPLUG') globalThis.keys.plug();
      else globalThis.keys.send(parseInt(status, 16), ...data.map(Number));
    }
    clock.pass(20_000);
    if (EXPECTED[name]) assert.equal(connection.strokes, EXPECTED[name]);
    const strikes = connection.sent.filter(({ type }) => type === 'strike').length;
    assert.equal(connection.sent.filter(({ type }) => type === 'release').length, strikes, 'a key is not told to be up');
    assert.equal(hands.down.size, 0, 'a key is left down');
    if (!hands.pedalDown) assert.equal(sound.ringing.size, 0, 'a note is left sounding');
  });
}
