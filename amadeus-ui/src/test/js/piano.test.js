/** What the piano tells an audio context, which is made up: which sources start and stop when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

const all = [];
class Node extends EventTarget {
  constructor(context, options = {}) {
    super();
    Object.assign(this, options, { context });
    this.gain = { setTargetAtTime: () => {}, cancelScheduledValues: () => {} };
  }

  connect(next) {
    return next;
  }

  disconnect() {}
}
class Source extends Node {
  started = NaN;
  stopped = Infinity;

  constructor(context, options) {
    super(context, options);
    all.push(this);
  }

  start(when) {
    this.started = when;
  }

  stop(when = this.context.currentTime) {
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
Object.assign(globalThis, {
  GainNode: Node,
  DynamicsCompressorNode: Node,
  ConvolverNode: Node,
  BiquadFilterNode: Node,
  AudioBufferSourceNode: Source,
  AudioBuffer: Buffer,
});
const { Piano } = await import('../js/piano.js');
const { Tones } = await import('../js/tones.js');

const workers = [];
globalThis.Worker = class extends EventTarget {
  constructor() {
    super();
    workers.push(this);
  }
};

test('stop silences high notes too, and those that were about to be struck', () => {
  const context = { currentTime: 1, sampleRate: 100, destination: {} };
  const piano = new Piano(context, { nearest: () => ({ buffer: new Buffer({ length: 1 }), rate: 1 }) });
  const high = piano.strike(100, 80, 0.5);
  high.release(0.9);
  const soon = piano.strike(100, 80, 1.1);
  soon.release(1.3);
  assert.deepEqual(all.map(({ stopped }) => stopped), [Infinity, Infinity], 'no damper up there');
  high.stop();
  soon.stop();
  assert.ok(all[0].stopped < 2, 'it sounds no longer');
  assert.ok(all[1].stopped <= all[1].started, 'it is never heard');
});

test('keys sound before the first tone is made, and the end of the making is told', async () => {
  const tones = new Tones();
  const { buffer, rate } = tones.nearest(61);
  assert.equal(rate, 1);
  assert.ok(buffer.length > 1000);
  workers[0].dispatchEvent(Object.assign(new Event('message'), { data: { pitch: 60, sides: [new Float32Array(9), new Float32Array(9)] } }));
  assert.equal(tones.nearest(61).buffer.length, 9);
  workers[0].dispatchEvent(new Event('error'));
  await assert.rejects(tones.ready, /could not be made/);
});
