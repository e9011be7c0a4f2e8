/** The sounds a piano is played from: our own, or recordings where the build brought them. */
import { scriptUrl } from './script-url.js';
import { PITCHES, SAMPLE_RATE, sketchTone } from './tone.js';

export class Tones {
  /** @type {Map<number, AudioBuffer>} */ #buffers = new Map();
  /** Plain tones, played until the first real one is there. @type {Map<number, AudioBuffer>} */ #sketches = new Map();
  /** Resolves when every tone is there; rejects where they cannot be made. @type {Promise<void>} */ ready;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      const failed = () => reject(new Error("The piano's tones could not be made; plain ones are played. Reload the page."));
      /** @type {Worker} */ let worker;
      try {
        worker = new Worker(scriptUrl('js/tone-worker.js'), { type: 'module' });
      } catch {
        failed();
        return;
      }
      worker.addEventListener('error', failed);
      worker.addEventListener('messageerror', failed);
      worker.addEventListener('message', ({ data }) => {
        this.#buffers.set(data.pitch, bufferOf(data.sides));
        if (this.#buffers.size === PITCHES.length) resolve();
      });
    });
  }

  /** Replaces our own sound by recordings of a grand piano, all of them or none. @param {BaseAudioContext} context */
  async useSamples(context) {
    const recorded = await Promise.all(
      PITCHES.map(async (pitch) => {
        const response = await fetch(`samples/${pitch}.mp3`);
        if (!response.ok) throw new Error(`The recording of ${pitch} is missing: ${response.status}`);
        return /** @type {const} */ ([pitch, await context.decodeAudioData(await response.arrayBuffer())]);
      }),
    );
    await this.ready;
    this.#buffers = new Map(recorded);
  }

  /**
   * The nearest tone there is and how fast to play it; a plain one where none is there yet.
   * @param {number} pitch
   * @returns {{buffer: AudioBuffer, rate: number}}
   */
  nearest(pitch) {
    let best;
    for (const [rendered, buffer] of this.#buffers) {
      if (!best || Math.abs(rendered - pitch) < Math.abs(best.rendered - pitch)) best = { rendered, buffer };
    }
    return best ? { buffer: best.buffer, rate: 2 ** ((pitch - best.rendered) / 12) } : { buffer: this.#sketch(pitch), rate: 1 };
  }

  /** @param {number} pitch */
  #sketch(pitch) {
    let buffer = this.#sketches.get(pitch);
    if (!buffer) {
      const samples = sketchTone(pitch);
      buffer = bufferOf([samples, samples]);
      this.#sketches.set(pitch, buffer);
    }
    return buffer;
  }
}

/** @param {Float32Array<ArrayBuffer>[]} sides left and right */
function bufferOf(sides) {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: sides[0].length, sampleRate: SAMPLE_RATE });
  sides.forEach((samples, side) => buffer.copyToChannel(samples, side));
  return buffer;
}
