/** The sounds a piano is played from: our own, or recordings where the build brought them. */
import { PITCHES, SAMPLE_RATE } from './tone.js';

export class Tones {
  /** @type {Map<number, AudioBuffer>} */ #buffers = new Map();
  /** Resolves when every tone is there. @type {Promise<void>} */ ready;

  constructor() {
    this.ready = new Promise((resolve) => {
      const worker = new Worker(scriptUrl('js/tone-worker.js'), { type: 'module' });
      worker.addEventListener('message', ({ data }) => {
        const buffer = new AudioBuffer({ numberOfChannels: 2, length: data.sides[0].length, sampleRate: SAMPLE_RATE });
        buffer.copyToChannel(data.sides[0], 0);
        buffer.copyToChannel(data.sides[1], 1);
        this.#buffers.set(data.pitch, buffer);
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
   * The nearest tone there is and how fast to play it.
   * @param {number} pitch
   * @returns {{buffer: AudioBuffer, rate: number} | undefined}
   */
  nearest(pitch) {
    let best;
    for (const [rendered, buffer] of this.#buffers) {
      if (!best || Math.abs(rendered - pitch) < Math.abs(best.rendered - pitch)) best = { rendered, buffer };
    }
    return best && { buffer: best.buffer, rate: 2 ** ((pitch - best.rendered) / 12) };
  }
}

/** @param {string} url */
function scriptUrl(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  return types ? types.createPolicy('amadeus', { createScriptURL: (/** @type {string} */ own) => own }).createScriptURL(url) : url;
}
