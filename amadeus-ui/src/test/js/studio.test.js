/** The page's call and response, without a browser and without a server. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Clock, plugIn, shape, studioIn } from './world.js';

let world;
beforeEach(() => (world = studioIn(new Clock())));

/** Plays a phrase, waits for the question, answers it and hears the answer out. */
function callAndResponse(pitches, answer) {
  for (const pitch of pitches) world.play(pitch);
  world.clock.pass(900);
  world.connection.answer(answer);
  world.clock.pass(8000);
}

test('a phrase is answered when it pauses', () => {
  callAndResponse([60, 64], [72, 74]);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60 64', 'amadeus 0: 72 74']);
  assert.equal(world.studio.state, 'idle');
  assert.equal(world.sound.ringing.size, 0);
});

test('another take while a phrase is being played is refused', () => {
  callAndResponse([60], [72]);
  world.play(62);
  assert.equal(world.studio.canTakeAnother, false);
  world.studio.another();
  world.studio.choose(0);
  assert.equal(world.studio.state, 'listening');
  world.play(64);
  world.clock.pass(900);
  world.connection.answer([84]);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 0: 72', 'you 0: 62 64', 'amadeus 0: 84']);
});

test('another take stands beside the first, and choosing one is one step back', () => {
  callAndResponse([60], [72]);
  world.studio.another();
  world.connection.answer([76]);
  world.clock.pass(8000);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 1: 72 | 76']);
  world.studio.choose(0);
  world.studio.stop();
  world.studio.choose(0);
  world.studio.stop();
  world.studio.step('undo');
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 1: 72 | 76']);
});

test('choosing the only take there is does nothing, and is no step back', () => {
  callAndResponse([60], [72]);
  const before = world.studio.piece;
  world.studio.choose(0);
  assert.equal(world.studio.piece, before);
  assert.equal(world.studio.state, 'idle');
});

test('a pedal that is down holds up no answer, neither a switch nor a foot', () => {
  world.hands.switchPedal(true);
  world.play(60);
  world.clock.pass(900);
  assert.equal(world.connection.questions.length, 1);
  assert.deepEqual(world.sound.pitches, [60], 'it rings into the answer');
});

test('a key that is held for too long counts as silence', () => {
  world.hands.press('computer', 60, 80);
  world.clock.pass(2900);
  assert.equal(world.connection.questions.length, 0);
  world.clock.pass(200);
  assert.equal(world.connection.questions.length, 1);
  world.clock.pass(8000);
  assert.deepEqual(world.sound.pitches, [], 'and is let go after ten seconds');
  assert.equal(world.hands.down.size, 0);
});

test('stop sends a stop, and nothing that comes later counts', () => {
  world.play(60);
  world.clock.pass(900);
  const { id } = world.connection.questions[0];
  world.connection.say('on', { id, at: 0, pitch: 72, velocity: 70 });
  world.clock.pass(100);
  world.studio.stop();
  assert.deepEqual(world.connection.sent.at(-1), { type: 'stop', id });
  world.connection.say('on', { id, at: 0.5, pitch: 74, velocity: 70 });
  world.clock.pass(2000);
  assert.deepEqual(world.sound.pitches, []);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 0: 72']);
});

test('an answer that is refused is ended on both sides; what another message was refused for is only said', () => {
  world.play(60);
  world.clock.pass(900);
  const { id } = world.connection.questions[0];
  world.connection.say('refused', { id: id + 7, reason: 'of old' });
  assert.equal(world.studio.state, 'answering');
  world.connection.say('refused', { id, reason: 'a fault' });
  assert.equal(world.studio.state, 'idle');
  assert.deepEqual(world.connection.sent.at(-1), { type: 'stop', id });
  assert.deepEqual(world.said, ['a fault']);
});

test('an answer without a note says so', () => {
  world.play(60);
  world.clock.pass(900);
  world.connection.answer([], 'silent');
  assert.equal(world.studio.state, 'idle');
  assert.match(world.said[0], /nothing to say/);
});

test('a piece may last for hours: times begin at the first note that is told', () => {
  const at = (start) => ({ start, end: start + 1, pitch: 60, velocity: 80 });
  world.studio.bring({ you: [at(0), at(7000), at(7003)], amadeus: [] });
  const [{ notes, until }] = world.connection.questions;
  assert.deepEqual(notes, [[0, 1, 60, 80], [3, 4, 60, 80]]);
  assert.equal(until, 4.35);
});

test('a saved piece comes back with its players, and is answered only after yours', () => {
  const at = (start, pitch) => ({ start, end: start + 0.5, pitch, velocity: 80 });
  world.studio.bring({ you: [at(0, 60), at(4, 64)], amadeus: [at(2, 72), at(6, 76)] });
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 0: 72', 'you 0: 64', 'amadeus 0: 76']);
  assert.equal(world.connection.questions.length, 0);
  world.studio.clear();
  world.studio.bring({ you: [at(0, 60)], amadeus: [] });
  assert.equal(world.connection.questions.length, 1);
});

test('at another tempo, what is played and what is opened last as long as they were heard to', () => {
  world.player.rate = 2;
  world.hands.press('computer', 60, 80);
  world.clock.pass(1000);
  world.hands.lift('computer', 60);
  world.studio.stop();
  const [{ takes }] = world.studio.piece.turns;
  assert.equal(takes[0].notes[0].end - takes[0].notes[0].start, 2, 'two seconds of music are one of the clock');
  world.studio.clear();
  world.settings.auto = false;
  world.studio.bring({ you: [{ start: 0, end: 3, pitch: 60, velocity: 80 }], amadeus: [] });
  assert.equal(world.studio.piece.turns[0].takes[0].notes[0].end, 6);
});

/** Plays a script of {@code milliseconds status data data} through MIDI. */
async function playScript(lines) {
  await world.midi.connect();
  const begin = world.clock.now;
  for (const line of lines) {
    const [time, ...bytes] = line.trim().split(/\s+/);
    world.clock.passTo(begin + Number(time));
    if (bytes[0] === 'UNPLUG') globalThis.keys.unplug();
    else if (bytes[0] === 'REPLUG') globalThis.keys.plug();
    else globalThis.keys.send(parseInt(bytes[0], 16), ...bytes.slice(1).map(Number));
  }
}

const notesOfPhrase = () => world.studio.shown.phrase.map(({ pitch }) => pitch);

test('a second connect doubles nothing', async () => {
  plugIn();
  await Promise.all([world.midi.connect(), world.midi.connect()]);
  await world.midi.connect();
  globalThis.keys.send(0x90, 62, 80);
  assert.equal(world.sound.struck.length, 1);
  assert.deepEqual(notesOfPhrase(), [62]);
});

test('a keyboard that is unplugged leaves nothing down and nothing sounding', async () => {
  plugIn();
  await playScript(['0 b0 64 127', '10 90 60 80', '20 91 64 80', '30 90 60 0']);
  globalThis.keys.plug('other', 'Other');
  globalThis.keys.sendFrom('other', 0x90, 48, 80);
  globalThis.keys.unplug();
  assert.deepEqual(world.sound.pitches, [48], 'the other keyboard goes on');
  assert.equal(world.hands.pedalDown, false);
  assert.deepEqual(world.midi.names, ['Other']);
  globalThis.keys.unplug('other');
  assert.equal(world.hands.down.size, 0);
  world.clock.pass(900);
  assert.equal(world.connection.questions.length, 1);
});

test('plugged in again at once, its keys are up and it is heard once', async () => {
  plugIn();
  await playScript(['0 90 60 80', '100 UNPLUG', '100 REPLUG']);
  assert.equal(world.hands.down.size, 0);
  globalThis.keys.send(0x90, 64, 80);
  assert.deepEqual(world.sound.struck.map(({ pitch }) => pitch), [60, 64]);
});

test('all notes off lifts keys and leaves the pedal', async () => {
  plugIn();
  await playScript(['0 b0 64 127', '100 90 60 80', '200 80 60 0', '300 90 64 80', '400 b0 123 0']);
  assert.deepEqual(world.sound.pitches, [60, 64]);
  assert.equal(world.hands.pedalDown, true);
  assert.equal(world.hands.down.size, 0);
});

test('reset controllers lifts the pedal and leaves the keys', async () => {
  plugIn();
  await playScript(['0 b0 64 127', '100 90 60 80', '200 80 60 0', '300 90 64 80', '400 b0 121 0']);
  assert.deepEqual(world.sound.pitches, [64]);
  assert.equal(world.hands.pedalDown, false);
});

test('layers of a keyboard are one note, drum pads are none', async () => {
  plugIn();
  await playScript(['0 90 60 80', '2 91 60 70', '120 80 60 0', '122 81 60 0', '200 99 36 100', '280 89 36 0']);
  assert.deepEqual(notesOfPhrase(), [60]);
  assert.equal(world.sound.struck.length, 1);
  assert.equal(world.sound.ringing.size, 0);
});

test('keyboards that lose a note off are answered all the same', async () => {
  plugIn();
  await playScript(['0 90 61 80', '200 80 73 0', '300 90 60 80', '420 80 60 0']);
  world.clock.pass(3100);
  assert.equal(world.connection.questions.length, 1);
  world.connection.answer([72]);
  world.clock.pass(2000);
  globalThis.keys.send(0x90, 60, 80);
  globalThis.keys.send(0x80, 60, 0);
  world.clock.pass(900);
  assert.equal(world.connection.questions.length, 2, 'the lost key is of an earlier phrase');
});

test('a pedal that trembles holds up no answer', async () => {
  plugIn();
  await playScript(['0 90 60 80', '120 80 60 0']);
  for (let i = 0; i < 80; i++) {
    globalThis.keys.send(0xb0, 64, i % 3);
    world.clock.pass(10);
  }
  world.clock.pass(100);
  assert.equal(world.connection.questions.length, 1);
});

test('the pedal of a keyboard and the switch of the page are one; the switch lifts both', async () => {
  plugIn();
  await playScript(['0 b0 64 127', '10 90 60 80', '20 80 60 0']);
  assert.equal(world.hands.pedalDown, true);
  world.hands.switchPedal(false);
  assert.equal(world.hands.pedalDown, false);
  assert.deepEqual(world.sound.pitches, []);
  globalThis.keys.send(0xb0, 64, 127);
  assert.equal(world.hands.pedalDown, true);
});

test('panic leaves nothing', async () => {
  plugIn();
  await playScript(['0 b0 64 127', '10 90 60 80', '20 90 100 80']);
  world.studio.panic();
  assert.deepEqual([world.sound.ringing.size, world.hands.down.size, world.hands.pedalDown], [0, 0, false]);
  assert.equal(world.studio.state, 'idle');
});
