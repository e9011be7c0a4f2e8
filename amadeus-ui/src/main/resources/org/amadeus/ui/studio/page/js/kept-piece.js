/**
 * Keeps the piece in the browser at every change, so that a reload or a closed tab does not lose it. Each open page has a
 * piece of its own; one whose page was closed comes back in the next page that is opened.
 */
import { EMPTY } from './piece.js';

/** @typedef {import('./piece.js').Piece} Piece */

const LOCK = 'amadeus.piece.';
const TAB = 'amadeus.tab';
/** How many pieces of closed pages are kept. */
const MOST = 5;
/** How long a page that is being reloaded may take to let go of its piece, milliseconds. */
const PATIENCE = 1000;

/**
 * @typedef {object} Places where things are kept
 * @property {import('./piece-store.js').PieceStore} store for all pages
 * @property {Pick<Storage, 'getItem' | 'setItem'>} session for this page, over reloads
 * @property {LockManager | undefined} locks tell which pieces are open elsewhere
 */

export class KeptPiece {
  #places;
  #id = '';
  /** What was kept last. @type {Piece} */ #piece = EMPTY;
  /** Whether the piece there is now is kept, or about to be. */
  safe = true;

  /** @param {Places} places */
  constructor(places) {
    this.#places = places;
  }

  /**
   * Finds this page's piece, or that of a page which was closed. Rejects where the browser does not let the page look; whether
   * it keeps what is played from then on is tried at each change.
   * @returns {Promise<Piece>}
   */
  async open() {
    try {
      return await this.#find();
    } catch (error) {
      if (!this.#id) await this.begin();
      throw error;
    }
  }

  /** @returns {Promise<Piece>} */
  async #find() {
    const { store, session, locks } = this.#places;
    const held = new Set((await locks?.query())?.held?.map((lock) => lock.name));
    const mine = session.getItem(TAB);
    const reloaded = mine !== null && (await this.#hold(mine, PATIENCE));
    // Not before the page that was here has let go of it.
    const all = await store.all();
    const free = all.filter(({ id }) => !held.has(LOCK + id));
    let found = mine;
    if (reloaded) {
      this.#id = mine;
    } else if (!mine) {
      for (const { id } of free) {
        if (!this.#id && (await this.#hold(id, 0))) this.#id = found = id;
      }
    }
    if (this.#id) session.setItem(TAB, this.#id);
    else await this.begin();
    for (const { id } of free.filter(({ id }) => id !== this.#id).slice(MOST)) await store.remove(id);
    return all.find(({ id }) => id === found)?.piece ?? EMPTY;
  }

  /** Begins a place of its own; what was kept till now stays for another page. */
  async begin() {
    // Not randomUUID, which browsers have on this machine's pages and those with https only.
    this.#id = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
    this.#piece = EMPTY;
    this.#places.session.setItem(TAB, this.#id);
    await this.#hold(this.#id, 0);
  }

  /** Keeps a piece. @param {Piece} piece */
  async keep(piece) {
    if (piece === this.#piece || !this.#id) return;
    this.#piece = piece;
    this.safe = true;
    const { store } = this.#places;
    try {
      if (piece.turns.length === 0) await store.remove(this.#id);
      else await store.put({ id: this.#id, time: Date.now(), piece });
    } catch {
      // Full, or not to be had. A later one may be kept; where there is nothing, nothing is lost.
      if (piece === this.#piece) this.safe = piece.turns.length === 0;
    }
  }

  /** Takes a piece for this page; false where another page has it. @param {string} id @param {number} patience ms */
  #hold(id, patience) {
    const { locks } = this.#places;
    if (!locks) return Promise.resolve(true);
    const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    return new Promise((resolve) => {
      const taken = locks.request(LOCK + id, options, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      });
      taken.catch(() => resolve(false));
    });
  }
}
