import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Metronome } from '../js/metronome.js';
import { Clock } from './world.js';

/** A metronome, and when it clicks: milliseconds, and whether it is a bar's first. */
function world(bpm, metre) {
  const clock = new Clock().install();
  const clicks = [];
  const settings = { metronome: true, bpm, metre };
  const sound = {
    click: (delay, accent) => clicks.push({ at: clock.now + delay * 1000, accent }),
    unclick: () => clicks.splice(0, clicks.length, ...clicks.filter(({ at }) => at <= clock.now)),
  };
  return { clock, clicks, settings, metronome: new Metronome(sound, settings) };
}

test('clicks lie on the beats, once each, a bar begins with an accent', () => {
  const { clock, clicks, metronome } = world(120, '3/4');
  assert.equal(metronome.update(), true);
  assert.equal(metronome.update(), false);
  clock.pass(10000);
  const first = metronome.beats.at * 1000;
  clicks.forEach(({ at, accent }, k) => {
    assert.ok(Math.abs(at - first - 500 * k) < 1e-6, `click ${k} at ${at}`);
    assert.equal(accent, k % 3 === 0);
  });
  assert.ok(clicks.length >= 20);
});

test('the unit of the metre is the beat', () => {
  const { clicks, metronome } = world(120, '6/8');
  metronome.update();
  assert.ok(Math.abs(clicks[1].at - clicks[0].at - 250) < 1e-6);
});

test('another tempo begins anew, off is silence', () => {
  const { clock, clicks, settings, metronome } = world(60, '4/4');
  metronome.update();
  clock.pass(300);
  settings.bpm = 200;
  metronome.update();
  clock.pass(1000);
  assert.ok(Math.abs(clicks[2].at - clicks[1].at - 300) < 1e-6);
  settings.metronome = false;
  metronome.update();
  const count = clicks.length;
  assert.equal(metronome.beats, null);
  clock.pass(5000);
  assert.equal(clicks.length, count);
});

test('a page that slept does not make up for what it missed', () => {
  const { clock, clicks, metronome } = world(300, '4/4');
  metronome.update();
  clock.now += 60000;
  const before = clicks.length;
  clock.pass(500);
  assert.ok(clicks.length - before < 14);
  assert.ok(clicks.slice(before).every(({ at }) => at >= clock.now - 600));
});
