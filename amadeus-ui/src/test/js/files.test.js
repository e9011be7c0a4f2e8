/** What becomes of files, with a server that is made up. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Connection } from '../js/connection.js';
import { readPhrase, saveMidi } from '../js/files.js';
import { namesIn, SCALES } from '../js/scales.js';

let asked;
let reply;
beforeEach(() => {
  asked = [];
  globalThis.fetch = async (path, { body }) => {
    asked.push({ path, body });
    return reply();
  };
});
const file = (size = 4) => ({ name: 'x.mid', size, arrayBuffer: async () => new ArrayBuffer(size) });
const json = (status, body) => () => ({ ok: status < 300, status, json: async () => JSON.parse(body) });

test('every note of a long piece is saved, at the tempo it is heard at', async () => {
  reply = json(422, '{"reason":"only looked at"}');
  const notes = Array.from({ length: 12_000 }, (_, i) => ({ start: i, end: i + 1, pitch: 60, velocity: 80 }));
  const piece = { turns: [{ side: 'you', start: 0, takes: [{ notes, seed: 0 }], chosen: 0 }] };
  await assert.rejects(saveMidi(new Connection(), piece, 2), /only looked at/);
  const { you, amadeus } = JSON.parse(asked[0].body);
  assert.equal(you.length, 12_000);
  assert.deepEqual(you.at(-1), [5999.5, 6000, 60, 80]);
  assert.deepEqual(amadeus, []);
});

test('a file keeps its players and its warnings', async () => {
  reply = json(200, '{"notes":[[0,1,60,80]],"amadeus":[[1,2,72,70]],"warnings":["cut"]}');
  const { sides, warnings } = await readPhrase(new Connection(), file());
  assert.deepEqual(sides.amadeus, [{ start: 1, end: 2, pitch: 72, velocity: 70 }]);
  assert.deepEqual(warnings, ['cut']);
});

test('what went wrong is said as what it is', async () => {
  await assert.rejects(readPhrase(new Connection(), file(2 << 20)), /longer than 1 MiB/);
  reply = () => {
    throw new TypeError('Failed to fetch');
  };
  await assert.rejects(readPhrase(new Connection(), file()), { message: 'x.mid: The studio is not running.' });
  reply = json(422, '{"reason":"no music"}');
  await assert.rejects(readPhrase(new Connection(), file()), { message: 'x.mid: no music' });
  reply = json(500, '<html>');
  await assert.rejects(readPhrase(new Connection(), file()), { message: 'x.mid: the studio said 500' });
  reply = json(200, '{}');
  await assert.rejects(readPhrase(new Connection(), file()), (error) => !/not running/.test(error.message));
  const gone = { ...file(), arrayBuffer: async () => Promise.reject(new Error('changed on disk')) };
  await assert.rejects(readPhrase(new Connection(), gone), { message: "x.mid can't be read: changed on disk" });
});

test('notes are named as their key writes them', () => {
  const [major, minor] = SCALES.map(([, steps]) => steps);
  assert.equal(namesIn(6, minor)[8], 'G♯', 'F♯ minor');
  assert.equal(namesIn(5, minor)[8], 'A♭', 'F minor');
  assert.equal(namesIn(7, major)[6], 'F♯');
  assert.equal(namesIn(5, major)[10], 'B♭');
});
