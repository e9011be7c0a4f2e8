/** The page and the duet hear a keyboard alike: random messages, with what the duet's keyboard made of each. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Clock, plugIn, studioIn } from './world.js';

test('keys and pedal are those that the duet has', async () => {
  for (const [number, script] of JSON.parse(readFileSync(new URL('../scripts.json', import.meta.url), 'utf8')).entries()) {
    const clock = new Clock();
    plugIn();
    const { hands, midi, sound } = studioIn(clock, { auto: false });
    await midi.connect();
    const begin = clock.now;
    for (const [step, [time, status, data1, data2, keys, pedal, strikes]] of script.entries()) {
      clock.passTo(begin + time);
      if (status === 0) {
        globalThis.keys.unplug();
        globalThis.keys.plug();
      } else {
        globalThis.keys.send(status, data1, data2);
      }
      const where = `script ${number}, step ${step}, ${time} ms: ${status} ${data1} ${data2}`;
      assert.deepEqual([...hands.down.keys()].sort((a, b) => a - b), keys, where);
      assert.equal(hands.pedalDown, pedal, where);
      assert.equal(sound.struck.length, strikes, where);
    }
  }
});
