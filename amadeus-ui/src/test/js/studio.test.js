/** The page's call and response, without a browser and with an engine that is made up: it decides, the page shows. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Clock, plugIn, shape, studioIn } from './world.js';

let world;
beforeEach(() => (world = studioIn(new Clock())));

/** Plays a phrase, is found to pause, hears the answer out. */
function callAndResponse(pitches, answer) {
  for (const pitch of pitches) world.play(pitch);
  world.clock.pass(600);
  world.connection.pause();
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
  world.connection.pause();
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

test('another take of what the engine played itself is asked for by its number alone, of another piece by its notes', () => {
  callAndResponse([60], [72]);
  world.studio.another();
  assert.deepEqual(world.connection.questions.at(-1), { type: 'again', id: world.connection.id });
  world.connection.answer([76]);
  world.clock.pass(8000);
  world.studio.choose(0);
  world.studio.stop();
  world.studio.another();
  const question = world.connection.questions.at(-1);
  assert.equal(question.type, 'answer');
  assert.deepEqual(question.notes.map(([, , pitch]) => pitch), [60]);
});

test('the engine is told of music only where it does not know it', () => {
  callAndResponse([60], [72]);
  callAndResponse([62], [74]);
  const [first, second] = world.connection.phrases;
  assert.deepEqual(first.notes, []);
  assert.equal(second.notes, undefined);
  world.studio.step('undo');
  world.play(64);
  assert.deepEqual(world.connection.phrases.at(-1).notes.map(([, , pitch]) => pitch), [60, 72, 62]);
  world.connection.pause();
  world.connection.answer([76]);
  world.clock.pass(8000);
  world.settings.control = { density: 3, histogram: [] };
  world.play(65);
  assert.equal(world.connection.phrases.at(-1).notes.length, 5, 'another guide begins anew');
});

test('after a break of the connection the engine is told of everything', () => {
  callAndResponse([60], [72]);
  world.connection.say('closed', { reason: 'gone' });
  world.play(62);
  assert.equal(world.connection.phrases.at(-1).notes.length, 2);
  assert.equal(world.connection.sent.filter(({ type }) => type === 'settings').length, 2);
});

test('every stroke is told of once, with the pedal', () => {
  world.hands.switchPedal(true);
  world.hands.press('computer', 60, 80);
  world.hands.press('finger', 60, 80);
  world.hands.lift('computer', 60);
  world.hands.lift('finger', 60);
  assert.equal(world.connection.strokes, 'pedal +60 -60');
  assert.deepEqual(world.sound.pitches, [60], 'the pedal keeps it');
});

test('a phrase that is not to be answered only ends', () => {
  world.settings.auto = false;
  world.play(60);
  assert.equal(world.connection.sent.find(({ type }) => type === 'settings').answers, false);
  world.connection.pause(false);
  assert.equal(world.studio.state, 'idle');
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60']);
});

test('what the engine says of an earlier turn is nothing', () => {
  world.play(60);
  const { id } = world.connection;
  world.studio.stop();
  world.play(62);
  world.connection.say('phrase', { id, notes: 1, seconds: 1, rule: 'silence', answered: true });
  assert.equal(world.studio.state, 'listening');
  world.connection.begin(id);
  world.connection.say('on', { id, at: 0, pitch: 72, velocity: 70 });
  assert.deepEqual(world.sound.pitches, []);
});

test('breaking in keeps what was heard, at the moment of the stroke', () => {
  world.play(60);
  world.connection.pause();
  const { id } = world.connection;
  world.connection.begin();
  for (const [i, pitch] of [72, 74, 76].entries()) world.connection.say('on', { id, at: i, pitch, velocity: 70 });
  world.clock.pass(1500);
  world.play(62);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60', 'amadeus 0: 72 74']);
  assert.equal(world.connection.phrases.at(-1).notes, undefined, 'the engine knows what was heard of it');
});

test('bars and a grid are asked for where they are chosen', () => {
  world.play(60);
  const first = world.connection.sent.find(({ type }) => type === 'settings');
  assert.equal('bars' in first || 'grid' in first, false);
  Object.assign(world.settings, { bars: 4, grid: '1/16@0.5' });
  world.settings.dispatchEvent(new Event('change'));
  const { bars, grid } = world.connection.sent.filter(({ type }) => type === 'settings').at(-1);
  assert.deepEqual([bars, grid], [4, '1/16@0.5']);
});

test('what is played along is heard and shown with the phrase, and kept before it', () => {
  world.settings.mode = 'along';
  world.play(60);
  assert.equal(world.connection.sent.find(({ type }) => type === 'settings').mode, 'along');
  const { id } = world.connection;
  world.connection.begin();
  world.connection.say('on', { id, at: 0, pitch: 40, velocity: 50 });
  world.clock.pass(100);
  assert.deepEqual(world.sound.pitches, [40]);
  assert.equal(world.studio.state, 'listening');
  assert.equal(world.studio.shown.answer.length, 1);
  world.play(64);
  world.connection.say('off', { id, at: 0.4, pitch: 40 });
  world.connection.say('on', { id, at: 0.5, pitch: 43, velocity: 50 });
  world.clock.pass(600);
  world.connection.say('off', { id, at: 0.8, pitch: 43 });
  world.connection.say('end', { id, seconds: 0.8, why: 'complete' });
  world.connection.pause(false);
  assert.deepEqual(shape(world.studio.piece), ['amadeus 0: 40 43', 'you 0: 60 64']);
  assert.equal(world.studio.state, 'idle');
  assert.equal(world.studio.canTakeAnother, false);
  assert.equal(world.sound.ringing.size, 0);
  world.play(65);
  assert.equal(world.connection.phrases.at(-1).notes, undefined, 'the engine knows both');
  world.studio.step('undo');
  world.studio.step('undo');
  assert.deepEqual(shape(world.studio.piece), []);
});

test('what is played along ends with the connection', () => {
  world.play(60);
  const { id } = world.connection;
  world.connection.begin();
  world.connection.say('on', { id, at: 0, pitch: 40, velocity: 50 });
  world.clock.pass(100);
  world.connection.say('closed', { reason: 'gone' });
  world.clock.pass(200);
  assert.equal(world.sound.ringing.size, 0);
});

test('with nobody to hear it a phrase ends by itself', () => {
  world.play(60);
  world.connection.say('closed', { reason: 'gone' });
  world.clock.pass(3000);
  world.play(62);
  world.clock.pass(3800);
  assert.equal(world.studio.state, 'listening');
  world.clock.pass(200);
  assert.equal(world.studio.state, 'idle');
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60 62']);
});

test('stop sends a stop, and nothing that comes later counts', () => {
  world.play(60);
  world.connection.pause();
  const { id } = world.connection;
  world.connection.begin();
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
  world.connection.pause();
  const { id } = world.connection;
  world.connection.say('refused', { id: id + 7, reason: 'of old' });
  assert.equal(world.studio.state, 'answering');
  world.connection.say('refused', { id, reason: 'a fault' });
  assert.equal(world.studio.state, 'idle');
  assert.deepEqual(world.connection.sent.at(-1), { type: 'stop', id });
  assert.deepEqual(world.said, ['a fault']);
});

test('an answer without a note says so', () => {
  world.play(60);
  world.connection.pause();
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
  assert.equal(world.connection.strokes, 'pedal +60 +64 -60 +48 -64 -48');
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

test('the pedal of an answer moves when it is due, and is up when the answer is broken off', () => {
  world.play(60);
  world.clock.pass(600);
  world.connection.pause();
  const { id } = world.connection;
  world.connection.say('begin', { id, seed: 1, at: world.clock.now / 1000 });
  world.connection.say('on', { id, at: 0, pitch: 40, velocity: 50 });
  world.connection.say('pedal', { id, at: 1, down: true });
  world.clock.pass(500);
  assert.equal(world.sound.pedals.at(-1)?.down, false);
  world.clock.pass(500);
  assert.equal(world.sound.pedals.at(-1)?.down, true);
  world.studio.stop();
  assert.equal(world.sound.pedals.at(-1)?.down, false);
});
