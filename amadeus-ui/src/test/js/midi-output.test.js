/** Instruments and keyboards of choice, with ports that come and go. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Hands } from '../js/hands.js';
import { MidiInput } from '../js/midi-input.js';
import { MidiOutput } from '../js/midi-output.js';
import { Sound } from '../js/sound.js';
import { Clock, plugIn, studioIn } from './world.js';

let world;
let midi;
let output;
let sound;
let hands;
const keys = () => globalThis.keys;
beforeEach(async () => {
  world = studioIn(new Clock());
  plugIn();
  keys().plug('s', 'Synth', 'output');
  sound = new Sound();
  sound.tones.ready.catch(() => {});
  // No audio context here: what is not sent to an instrument would fail.
  hands = new Hands(sound);
  midi = new MidiInput({ hands });
  output = sound.output = new MidiOutput(midi);
  await midi.connect();
});
const sent = () => keys().sent.map(({ name, data, time }) => [name, ...data, time - 1000].join(' '));

test('what is struck is sent at its time, and let go', () => {
  output.choose('Synth');
  const note = sound.strike(60, 90, 0.05);
  note.release(0.5);
  note.stop();
  assert.deepEqual(sent(), ['Synth 144 60 90 50', 'Synth 128 60 64 500']);
});

test('a key that is struck while it sounds is let go first, and its first release is nothing then', () => {
  output.choose('Synth');
  const first = sound.strike(60, 90);
  sound.strike(60, 70, 0.1);
  first.release(0.2);
  assert.deepEqual(sent(), ['Synth 144 60 90 0', 'Synth 128 60 64 100', 'Synth 144 60 70 100']);
});

test('silence is silence there too, and a note that was about to sound ends after it began', () => {
  output.choose('Synth');
  sound.strike(60, 90, 0.1);
  sound.hush();
  assert.deepEqual(sent().slice(1), ['Synth 128 60 64 101', 'Synth 176 123 0 0']);
});

test('the sustain pedal goes with the notes, and is up when all is silent', () => {
  output.choose('Synth');
  sound.pedal(true, 0.2);
  sound.pedal(false, 0.1);
  sound.pedal(true);
  sound.hush();
  sound.hush();
  assert.deepEqual(sent(), [
    'Synth 176 64 127 200',
    'Synth 176 64 0 200',
    'Synth 176 64 127 0',
    'Synth 176 64 0 0',
    'Synth 176 123 0 0',
    'Synth 176 123 0 0',
  ]);
  sound.pedal(true);
  output.choose('');
  assert.equal(sent().filter((message) => message.startsWith('Synth 176 64 0')).length, 3);
});

test('an instrument that is unplugged gives way to the page, and is played again when it is back', () => {
  output.choose('Synth');
  sound.strike(60, 90);
  keys().unplug('s');
  assert.equal(output.isThere, false);
  assert.equal(output.strike(62, 90, 0, 'computer'), null);
  keys().plug('s2', 'Synth', 'output');
  sound.strike(64, 90);
  assert.deepEqual(sent().at(-1), 'Synth 144 64 90 0');
  output.choose('');
  assert.equal(output.strike(62, 90, 0, 'computer'), null);
});

test('a keyboard that sounds itself is not struck a second time', () => {
  keys().plug('o', 'Fake Keys', 'output');
  output.choose('Fake Keys');
  keys().send(0x90, 60, 80);
  keys().send(0x80, 60, 0);
  assert.deepEqual(sent(), []);
  hands.press('computer', 62, 80);
  assert.deepEqual(sent(), ['Fake Keys 144 62 80 0']);
});

test('the keyboard of choice alone is listened to; another that was down is let go', () => {
  output.choose('Synth');
  keys().plug('b', 'Other');
  keys().send(0x90, 60, 80);
  midi.choose('Other');
  assert.equal(hands.down.size, 0);
  keys().send(0x90, 61, 80);
  keys().sendFrom('b', 0x90, 62, 80);
  assert.deepEqual([...hands.down.keys()], [62]);
  assert.deepEqual(midi.names, ['Other']);
  keys().unplug('b');
  assert.equal(hands.down.size, 0);
  assert.deepEqual(midi.names, []);
  midi.choose('');
  assert.deepEqual(midi.names, ['Fake Keys']);
  assert.equal(world.hands.down.size, 0);
});
