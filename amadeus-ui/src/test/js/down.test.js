/** What is down, against a plain account of it: everything is found anew from the whole history at every moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Down, sourceOf } from '../js/down.js';
import { random } from './world.js';

const SOURCES = ['computer', 'pointer 1', sourceOf('midi a', 0), sourceOf('midi a', 1), sourceOf('midi b', 0), sourceOf('midi ab', 0)];
const PITCHES = [60, 61, 64];

/** Notes and pedals as the rules have them, from a list of all that happened. */
class Plain {
  history = [];
  strikes = 0;

  add(entry) {
    const before = this.account();
    this.history.push(entry);
    if (entry.kind === 'press') {
      const down = before.holders.get(entry.pitch)?.length > 0;
      entry.strikes = !(down && entry.now - before.struck.get(entry.pitch) < 30);
      if (entry.strikes) this.strikes++;
    }
  }

  /** Who holds what, when it was struck, whether the pedal is down, what sounds. */
  account() {
    const holders = new Map(PITCHES.map((pitch) => [pitch, []]));
    const struck = new Map();
    const pedals = new Map();
    const sounding = new Set();
    for (const { kind, source, pitch, value, strikes, now } of this.history) {
      const all = (is) => {
        for (const [key, who] of holders) holders.set(key, who.filter((one) => !is(one)));
        for (const key of [...pedals.keys()]) if (is(key)) pedals.set(key, false);
      };
      if (kind === 'press') {
        holders.set(pitch, [...new Set([...holders.get(pitch), source])]);
        if (strikes) struck.set(pitch, now);
        sounding.add(pitch);
      } else if (kind === 'lift') {
        holders.set(pitch, holders.get(pitch).filter((one) => one !== source));
      } else if (kind === 'pedal') {
        if (value >= 64) pedals.set(source, true);
        if (value < 56) pedals.set(source, false);
      } else if (kind === 'notesOff') {
        for (const [key, who] of holders) holders.set(key, who.filter((one) => one !== source));
      } else if (kind === 'forget') {
        all((one) => one.split('\n')[0] === source.split('\n')[0]);
      } else if (kind === 'clear') {
        all(() => true);
      } else if (kind === 'wait') {
        for (const [key, who] of holders) if (who.length > 0 && struck.get(key) + 10_000 <= now) holders.set(key, []);
      }
      const down = [...pedals.values()].includes(true);
      for (const key of [...sounding]) if (holders.get(key).length === 0 && !down) sounding.delete(key);
    }
    return { holders, struck, sounding, pedal: [...pedals.values()].includes(true) };
  }
}

test('random players: keys, pedal and sound are what the plain account says', () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
  console.log(`seed ${seed}`);
  const draw = random(seed);
  for (let game = 0; game < 150; game++) {
    const heard = { strikes: 0, ends: 0, sounding: new Set() };
    const down = new Down({
      strike: (pitch) => {
        assert.ok(!heard.sounding.has(pitch), 'struck twice without an end');
        heard.sounding.add(pitch);
        heard.strikes++;
      },
      end: (pitch) => {
        assert.ok(heard.sounding.delete(pitch), 'ended though it did not sound');
        heard.ends++;
      },
      release: (pitch) => assert.ok(down.sounding.has(pitch), 'let go though it did not sound'),
      pedal: () => {},
    });
    const plain = new Plain();
    let now = 1000;
    let keyDown = false;
    for (let step = 0; step < 60; step++) {
      now += [0, 1, 10, 29, 30, 200, 1000][draw(7)];
      const source = SOURCES[draw(SOURCES.length)];
      const pitch = PITCHES[draw(PITCHES.length)];
      const kind = ['press', 'press', 'press', 'lift', 'lift', 'pedal', 'notesOff', 'forget', 'clear', 'wait'][draw(10)];
      // Pedals that rest down while no key is are tested by themselves.
      const value = keyDown ? [0, 1, 55, 56, 63, 64, 127][draw(7)] : [0, 1, 55, 56, 63][draw(5)];
      if (kind === 'wait') now += [0, 2000, 9000][draw(3)];
      if (kind === 'press') down.press(source, pitch, 80, now);
      else if (kind === 'lift') down.lift(source, pitch, now);
      else if (kind === 'pedal') down.pedalAt(source, value, now);
      else if (kind === 'notesOff') down.notesOff(source, now);
      else if (kind === 'forget') down.forget(source.split('\n')[0], now);
      else if (kind === 'clear') down.clear(now);
      plain.add({ kind, source, pitch, value, now });
      if (kind !== 'wait') plain.add({ kind: 'wait', source, pitch, value, now });
      down.advance(now);
      const told = plain.account();
      const where = `seed ${seed}, game ${game}, step ${step}: ${kind}`;
      const holding = PITCHES.filter((key) => told.holders.get(key).length > 0);
      keyDown = holding.length > 0;
      assert.deepEqual([...down.keys.keys()].sort(), holding, where);
      assert.equal(down.pedalDown, told.pedal, where);
      assert.deepEqual([...down.sounding].sort(), [...told.sounding].sort(), where);
      assert.deepEqual([...heard.sounding].sort(), [...told.sounding].sort(), where);
      assert.equal(heard.strikes, plain.strikes, where);
    }
    down.clear(now);
    assert.equal(heard.sounding.size, 0);
    assert.equal(heard.strikes, heard.ends);
  }
});

/** A Down and what it said, as texts. */
function listened() {
  const said = [];
  const down = new Down({
    strike: (pitch, velocity, now) => said.push(`+${pitch}@${now}`),
    end: (pitch, now) => said.push(`-${pitch}@${now}`),
    release: () => {},
    pedal: (now) => said.push(`pedal ${down.pedalDown}@${now}`),
  });
  return { down, said };
}

test('a pedal that trembles does not move, one that bounces ends up', () => {
  const { down, said } = listened();
  for (let i = 0; i < 90; i++) down.pedalAt('m', [0, 1, 2, 63, 57][i % 5], i);
  assert.deepEqual(said, []);
  down.pedalAt('m', 64, 100);
  for (let i = 0; i < 90; i++) down.pedalAt('m', [63, 65, 56, 64][i % 4], 101 + i);
  assert.deepEqual(said, ['pedal true@100']);
  for (const value of [0, 127, 0]) down.pedalAt('m', value, 300);
  assert.equal(down.pedalDown, false);
});

test('a pedal wired the wrong way round is found out', () => {
  const { down } = listened();
  let now = 0;
  const phrase = () => {
    // At rest it says 127; the foot goes down, which says 0, and up again after the keys.
    down.pedalAt('m', 0, (now += 100));
    for (const pitch of [60, 64]) {
      down.press('m', pitch, 80, (now += 200));
      down.lift('m', pitch, (now += 200));
    }
    down.pedalAt('m', 127, (now += 100));
    down.advance(now);
    down.advance((now += 3500));
  };
  down.pedalAt('m', 127, 0);
  phrase();
  assert.equal(down.pedalDown, true, 'once may be a foot that rests');
  phrase();
  assert.equal(down.pedalDown, false);
  down.pedalAt('m', 0, (now += 100));
  assert.equal(down.pedalDown, true, 'from now on it says what is meant');
});

test('a switch that stays down is not taken for a pedal wired wrong', () => {
  const { down } = listened();
  down.pedal('switch', true, 0);
  for (let i = 1; i < 9; i++) down.advance(4000 * i);
  assert.equal(down.pedalDown, true);
});
