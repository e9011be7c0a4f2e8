/** What sounds of what was struck while the browser did not let the page sound: an audio context that is made up. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

class Context extends EventTarget {
  state = 'suspended';
  currentTime = 0;
  sampleRate = 100;
  destination = {};
  resumed = 0;

  constructor() {
    super();
    contexts.push(this);
  }

  /** What the browser grants later, or never. */
  async resume() {
    this.resumed++;
  }

  become(state) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}
const contexts = [];
/** Whatever was told to start, and when it is to stop. */
const started = [];
class Node extends EventTarget {
  gain = { setTargetAtTime: () => {}, cancelScheduledValues: () => {}, setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
  stopped = Infinity;

  connect(next) {
    return next;
  }

  disconnect() {}

  start(when) {
    started.push(Object.assign(this, { when }));
  }

  stop(when) {
    this.stopped = when;
  }
}
class Buffer {
  constructor({ length }) {
    this.length = length;
  }

  getChannelData() {
    return new Float32Array(this.length);
  }

  copyToChannel() {}
}
let now = 1000;
Object.assign(globalThis, {
  AudioContext: Context,
  GainNode: Node,
  DynamicsCompressorNode: Node,
  ConvolverNode: Node,
  BiquadFilterNode: Node,
  OscillatorNode: Node,
  AudioBufferSourceNode: Node,
  AudioBuffer: Buffer,
  Worker: class extends EventTarget {},
  performance: { now: () => now },
});
const { Sound } = await import('../js/sound.js');

let sound;
beforeEach(() => {
  started.length = 0;
  contexts.length = 0;
  sound = new Sound();
});

test('what a keyboard strikes before the page may sound is not made up for, all at once', () => {
  for (let i = 0; i < 100; i++) {
    const { release } = sound.strike(40 + (i % 40), 90);
    now += 200;
    release();
  }
  const held = sound.strike(60, 90);
  now += 5000;
  const [context] = contexts;
  context.become('running');
  assert.deepEqual(started, []);
  held.release();
  sound.strike(62, 90);
  assert.equal(started.length, 1, 'from then on it sounds');
});

test('the key that lets the page sound is heard, as long as it was held', () => {
  const { release } = sound.strike(60, 90);
  now += 60;
  release();
  now += 100;
  contexts[0].become('running');
  assert.equal(started.length, 1);
  assert.ok(started[0].stopped > 0.06 && started[0].stopped < 2, String(started[0].stopped));
  const later = sound.strike(60, 90, 0.1);
  assert.ok(Math.abs(started[1].when - 0.1) < 1e-9, String(started[1].when));
  later.stop();
});

test('what is stopped before the page may sound is not heard', () => {
  sound.strike(60, 90).stop();
  sound.strike(62, 90);
  sound.hush();
  contexts[0].become('running');
  assert.deepEqual(started, []);
});

test('a telephone that rings leaves no clicks to be made up for, and the next key goes on', () => {
  sound.strike(60, 90);
  contexts[0].become('running');
  contexts[0].become('interrupted');
  const { resumed } = contexts[0];
  for (let i = 0; i < 300; i++) {
    sound.click(0.1, i % 4 === 0);
    now += 500;
  }
  sound.click(0.1, true);
  sound.strike(62, 90);
  assert.ok(contexts[0].resumed > resumed, 'it is asked to go on');
  contexts[0].become('running');
  assert.equal(started.length, 3, 'the first note, the click to come, the note of now');
});

test('clicks that are taken back before the page may sound are not heard', () => {
  sound.click(0.1, true);
  sound.unclick();
  contexts[0].become('running');
  assert.deepEqual(started, []);
});
