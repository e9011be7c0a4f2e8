/**
 * Keeps the piece in the browser's storage at every change, so that a reload or a closed tab does not lose it. Each open
 * page has a piece of its own; one whose page was closed comes back in the next page that is opened.
 */
import { EMPTY } from './piece.js';

/** @typedef {import('./piece.js').Piece} Piece */

const PREFIX = 'amadeus.piece.';
const TAB = 'amadeus.tab';
/** How many pieces of closed pages are kept. */
const MOST = 5;
/** How long a page that is being reloaded may take to let go of its piece, milliseconds. */
const PATIENCE = 1000;

/**
 * @typedef {object} Places where things are kept
 * @property {Storage} local for all pages
 * @property {Storage} session for this page, over reloads
 * @property {LockManager | undefined} locks tell which pieces are open elsewhere
 */

export class KeptPiece {
  #places;
  #id = '';
  /** What was kept last. @type {Piece} */ #piece = EMPTY;
  /** Whether the piece there is now is kept. */
  safe = true;

  /** @param {Places} places */
  constructor(places) {
    this.#places = places;
  }

  /** Finds this page's piece, or that of a page which was closed. @returns {Promise<Piece>} */
  async open() {
    const { local, session, locks } = this.#places;
    const held = new Set((await locks?.query())?.held?.map((lock) => lock.name));
    const free = this.#ids().filter((id) => !held.has(PREFIX + id));
    const mine = session.getItem(TAB);
    /** @type {string | undefined} */
    let found = mine ?? undefined;
    if (mine && (await this.#hold(mine, PATIENCE))) {
      this.#id = mine;
    } else if (!mine) {
      for (const id of free) {
        if (!this.#id && (await this.#hold(id, 0))) this.#id = found = id;
      }
    }
    if (this.#id) session.setItem(TAB, this.#id);
    else await this.begin();
    for (const id of free.filter((other) => other !== this.#id).slice(MOST)) local.removeItem(PREFIX + id);
    return (found && readPiece(local.getItem(PREFIX + found))?.piece) || EMPTY;
  }

  /** Begins a place of its own; what was kept till now stays for another page. */
  async begin() {
    // Not randomUUID, which browsers have on this machine's pages and those with https only.
    this.#id = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
    this.#piece = EMPTY;
    this.#places.session.setItem(TAB, this.#id);
    await this.#hold(this.#id, 0);
  }

  /** Keeps a piece: where there is no room for all its takes, those that are chosen. @param {Piece} piece */
  keep(piece) {
    if (piece === this.#piece || !this.#id) return;
    const { local } = this.#places;
    const key = PREFIX + this.#id;
    this.#piece = piece;
    this.safe = true;
    if (piece.turns.length === 0) {
      local.removeItem(key);
      return;
    }
    const chosen = { turns: piece.turns.map((turn) => ({ ...turn, takes: [turn.takes[turn.chosen]], chosen: 0 })) };
    for (const kept of [piece, chosen]) {
      try {
        local.setItem(key, writePiece(kept));
        return;
      } catch {
        // Full.
      }
    }
    this.safe = false;
  }

  /** The pieces that are kept, the latest first. */
  #ids() {
    const { local } = this.#places;
    const keys = Array.from({ length: local.length }, (_, i) => local.key(i) ?? '').filter((key) => key.startsWith(PREFIX));
    const timeOf = (/** @type {string} */ key) => readPiece(local.getItem(key))?.time ?? 0;
    return keys
      .map((key) => ({ key, time: timeOf(key) }))
      .sort((a, b) => b.time - a.time)
      .map(({ key }) => key.slice(PREFIX.length));
  }

  /** Takes a piece for this page; false where another page has it. @param {string} id @param {number} patience ms */
  #hold(id, patience) {
    const { locks } = this.#places;
    if (!locks) return Promise.resolve(true);
    const options = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true };
    return new Promise((resolve) => {
      const taken = locks.request(PREFIX + id, options, (lock) => {
        resolve(lock !== null);
        return lock && new Promise(() => {});
      });
      taken.catch(() => resolve(false));
    });
  }
}

/** @param {Piece} piece */
function writePiece({ turns }) {
  const rows = turns.map(({ side, start, takes, chosen }) => ({
    side,
    start,
    chosen,
    takes: takes.map(({ notes, seed }) => ({
      seed,
      notes: notes.map((note) => [round(note.start), round(note.end), note.pitch, note.velocity]),
    })),
  }));
  return JSON.stringify({ time: Date.now(), turns: rows });
}

/** @param {string | null} json @returns {{time: number, piece: Piece} | null} null where it is no piece */
function readPiece(json) {
  try {
    const { time, turns } = JSON.parse(json ?? '');
    for (const { side, start, takes, chosen } of turns) {
      const right = (side === 'you' || side === 'amadeus') && Number.isFinite(start) && takes[chosen] !== undefined;
      if (!right || !takes.every((/** @type {any} */ take) => take.notes.every(isNote))) return null;
    }
    return { time, piece: { turns: turns.map(turnOf) } };
  } catch {
    return null;
  }
}

/** @param {unknown} row */
const isNote = (row) => Array.isArray(row) && row.length === 4 && row.every(Number.isFinite);

/** @param {any} turn @returns {import('./piece.js').Turn} */
const turnOf = ({ side, start, takes, chosen }) => ({
  side,
  start,
  chosen,
  takes: takes.map((/** @type {any} */ { notes, seed }) => ({
    seed,
    notes: notes.map((/** @type {number[]} */ [from, to, pitch, velocity]) => ({ start: from, end: to, pitch, velocity })),
  })),
});

/** @param {number} seconds */
const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
