/**
 * The engine beside the page, where no server has one: the same messages as {@link Connection}'s. What it says is told as
 * events named by its type; that it can't play as {@code closed}.
 */
import { scriptUrl } from './script-url.js';

const TOO_OLD = 'This browser can’t run Amadeus. A newer one can: Chrome or Edge 123, Firefox 121, Safari 17.5, or later.';

export class WorkerEngine extends EventTarget {
  /** @type {Worker | null} */ #worker = null;
  /** Who waits for an answer to a call, by its number. @type {Map<number, {resolve: (answer: any) => void, reject: (reason: Error) => void}>} */
  #waiting = new Map();
  #numbers = 0;
  #failure = '';

  connect() {
    if (this.#worker) return;
    try {
      // Which engine, as the page's address may say it: ?engine=js.
      this.#worker = new Worker(scriptUrl(`engine/worker.js${location.search}`), { type: 'module' });
    } catch {
      this.#fail(TOO_OLD);
      return;
    }
    this.#worker.addEventListener('message', ({ data }) => this.#hear(data));
    for (const event of ['error', 'messageerror']) this.#worker.addEventListener(event, () => this.#fail(TOO_OLD));
  }

  /** @param {object} message */
  send(message) {
    if (this.#failure) this.#fail(this.#failure);
    else this.#worker?.postMessage(JSON.stringify(message));
  }

  /** @param {ArrayBuffer} file a MIDI file @returns {Promise<import('./files.js').Phrase>} */
  async phrase(file) {
    return JSON.parse(await this.#call('phrase', file));
  }

  /** @param {object} sides rows of notes @returns {Promise<BlobPart>} the MIDI file */
  midi(sides) {
    return this.#call('midi', JSON.stringify(sides));
  }

  /** @param {string} call @param {string | ArrayBuffer} body @returns {Promise<any>} */
  #call(call, body) {
    if (this.#failure) return Promise.reject(new Error(this.#failure));
    const number = ++this.#numbers;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker?.postMessage({ call, number, body });
    });
  }

  /** @param {string | {failed?: string, number?: number, answer?: any, reason?: string}} data */
  #hear(data) {
    if (typeof data === 'string') {
      const message = JSON.parse(data);
      this.dispatchEvent(new CustomEvent(message.type, { detail: message }));
    } else if (data.failed) {
      this.#fail(`${data.failed}. Reload the page.`);
    } else {
      const waiting = this.#waiting.get(data.number ?? 0);
      this.#waiting.delete(data.number ?? 0);
      if (data.reason === undefined) waiting?.resolve(data.answer);
      else waiting?.reject(new Error(data.reason));
    }
  }

  /** @param {string} reason */
  #fail(reason) {
    this.#failure = reason;
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
    this.dispatchEvent(new CustomEvent('closed', { detail: { reason } }));
  }
}
