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
const { render } = await import('../js/rendering.js');
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

/** An offline context that plays two seconds at a time, as long as it is let. */
class OfflineContext {
  currentTime = 0;
  destination = {};
  #stops = [];

  constructor(sides, length, sampleRate) {
    Object.assign(this, { length, sampleRate });
  }

  suspend(time) {
    return new Promise((resolve) => this.#stops.push({ time, resolve }));
  }

  async resume() {}

  async startRendering() {
    for (const { time, resolve } of this.#stops) {
      this.currentTime = time;
      resolve();
      await new Promise((later) => setImmediate(later));
    }
    return this;
  }
}
globalThis.OfflineAudioContext = OfflineContext;
const tonesOf = (ready) => ({ ready, nearest: () => ({ buffer: new Buffer({ length: 1 }), rate: 1 }) });
const pieceOf = (notes) => ({ turns: [{ side: 'you', start: 0, takes: [{ notes, seed: 0 }], chosen: 0 }] });

test('a piece is rendered bit by bit, and how far it has come is told', async () => {
  all.length = 0;
  const notes = Array.from({ length: 20 }, (_, i) => ({ start: i, end: i + 1, pitch: 60, velocity: 80 }));
  const progress = [];
  const early = [];
  await render(pieceOf(notes), 2, tonesOf(Promise.resolve()), (share) => {
    progress.push(share);
    early.push(all.length);
  });
  assert.deepEqual(all.map(({ started }) => started), notes.map(({ start }) => start / 2), 'each at its time at the tempo');
  assert.ok(early[0] < 20, 'not all notes at once');
  assert.ok(progress.length > 4 && progress.every((share, i) => share > (progress[i - 1] ?? 0) && share < 1), String(progress));
});

test('what cannot be rendered is said, not waited for', async () => {
  const long = pieceOf([{ start: 0, end: 1900, pitch: 60, velocity: 80 }]);
  await assert.rejects(render(long, 1, tonesOf(Promise.resolve()), () => {}), /longer than 30 minutes/);
  const short = pieceOf([{ start: 0, end: 1, pitch: 60, velocity: 80 }]);
  await assert.rejects(render(short, 1, tonesOf(Promise.reject(new Error('no tones'))), () => {}), /no tones/);
});
