/**
 * Pieces in the browser's own database, each under a name, with the time it was put there.
 *
 * @typedef {{id: string, time: number, piece: import('./piece.js').Piece}} Kept
 */

const NAME = 'amadeus';
const PIECES = 'pieces';

export class PieceStore {
  /** @type {Promise<IDBDatabase> | undefined} */ #opened;

  /** All of them, the latest first. @returns {Promise<Kept[]>} */
  async all() {
    const kept = await this.#ask('readonly', (pieces) => pieces.getAll());
    return kept.filter(isPiece).sort((/** @type {Kept} */ a, /** @type {Kept} */ b) => b.time - a.time);
  }

  /** Resolves once it is safe. @param {Kept} kept */
  put(kept) {
    return this.#ask('readwrite', (pieces) => pieces.put(kept));
  }

  /** @param {string} id */
  remove(id) {
    return this.#ask('readwrite', (pieces) => pieces.delete(id));
  }

  /** @param {IDBTransactionMode} mode @param {(pieces: IDBObjectStore) => IDBRequest} ask @returns {Promise<any>} */
  async #ask(mode, ask) {
    const opened = (this.#opened ??= open());
    try {
      return await transact(await opened, mode, ask);
    } catch (error) {
      // The browser may have closed it, or let the page open it later.
      if (this.#opened === opened) this.#opened = undefined;
      void opened.then((database) => database.close()).catch(() => {});
      throw error;
    }
  }
}

/** @param {IDBDatabase} database @param {IDBTransactionMode} mode @param {(pieces: IDBObjectStore) => IDBRequest} ask @returns {Promise<any>} */
function transact(database, mode, ask) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(PIECES, mode);
    const request = ask(transaction.objectStore(PIECES));
    transaction.addEventListener('complete', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(transaction.error));
    // At once, as the page may be going.
    transaction.commit();
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(PIECES, { keyPath: 'id' }));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Whether it is what this page keeps: another version's may be there. @param {any} kept */
function isPiece({ piece }) {
  const isNote = (/** @type {any} */ note) => [note.start, note.end, note.pitch, note.velocity].every(Number.isFinite);
  const isTake = (/** @type {any} */ take) => Array.isArray(take?.notes) && take.notes.every(isNote);
  const isTurn = (/** @type {any} */ { side, start, takes, chosen }) =>
    (side === 'you' || side === 'amadeus') && Number.isFinite(start) && Array.isArray(takes) && takes.every(isTake) && takes[chosen];
  return Array.isArray(piece?.turns) && piece.turns.every(isTurn);
}
