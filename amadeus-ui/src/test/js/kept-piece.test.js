/** The piece over reloads and closed pages, with a database and locks that are made up as browsers have them. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { KeptPiece } from '../js/kept-piece.js';
import { PieceStore } from '../js/piece-store.js';
import { EMPTY } from '../js/piece.js';
import { shape } from './world.js';

class FakeStorage {
  #items = new Map();

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, value);
  }
}

/** The browser's database: what is put there is a copy, later. */
class FakeStore {
  kept = new Map();
  full = false;

  async all() {
    return [...this.kept.values()].sort((a, b) => b.time - a.time);
  }

  async put(kept) {
    await null;
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(kept.id, structuredClone(kept));
  }

  async remove(id) {
    this.kept.delete(id);
  }
}

class FakeLocks {
  held = new Set();

  request(name, { ifAvailable, signal }, work) {
    if (!this.held.has(name)) {
      this.held.add(name);
      return Promise.resolve(work({ name }));
    }
    if (ifAvailable) return Promise.resolve(work(null));
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }

  async query() {
    return { held: [...this.held].map((name) => ({ name })) };
  }
}

// Node does not wait for the timer of an AbortSignal.
let awake;
before(() => (awake = setInterval(() => {}, 1000)));
after(() => clearInterval(awake));

let store;
let locks;
beforeEach(() => {
  store = new FakeStore();
  locks = new FakeLocks();
});

const note = (start, pitch) => ({ start, end: start + 0.5, pitch, velocity: 80 });
const take = (...pitches) => ({ seed: 3, notes: pitches.map((pitch, i) => note(i, pitch)) });
const PIECE = {
  turns: [
    { side: 'you', start: 0, takes: [take(60, 64)], chosen: 0 },
    { side: 'amadeus', start: 2, takes: [take(72), take(76, 79)], chosen: 1 },
  ],
};

/** A page that keeps a piece; close() is what the browser does when it goes. */
async function page(session = new FakeStorage()) {
  const before = new Set(locks.held);
  const kept = new KeptPiece({ store, session, locks });
  const piece = await kept.open();
  const mine = [...locks.held].filter((name) => !before.has(name));
  return { kept, piece, session, close: () => mine.forEach((name) => locks.held.delete(name)) };
}

test('a reload brings the piece back, with its takes', async () => {
  const first = await page();
  assert.equal(first.piece, EMPTY);
  await first.kept.keep(PIECE);
  first.close();
  const again = await page(first.session);
  assert.deepEqual(shape(again.piece), ['you 0: 60 64', 'amadeus 1: 72 | 76 79']);
  assert.deepEqual(again.piece, PIECE);
});

test('a page that was closed gives its piece to the next; one that is open keeps its own', async () => {
  const first = await page();
  await first.kept.keep(PIECE);
  const second = await page();
  assert.equal(second.piece, EMPTY);
  first.close();
  assert.deepEqual((await page()).piece, PIECE);
});

test('a copy of a tab has the piece too, and from then on its own', async () => {
  const first = await page();
  await first.kept.keep(PIECE);
  const session = new FakeStorage();
  session.setItem('amadeus.tab', first.session.getItem('amadeus.tab'));
  const copy = await page(session);
  assert.deepEqual(copy.piece, PIECE);
  await copy.kept.keep({ turns: PIECE.turns.slice(0, 1) });
  first.close();
  assert.deepEqual((await page(first.session)).piece, PIECE);
});

test('what was begun before the piece was found takes a place of its own', async () => {
  const first = await page();
  await first.kept.keep(PIECE);
  first.close();
  const second = await page();
  await second.kept.begin();
  await second.kept.keep({ turns: PIECE.turns.slice(0, 1) });
  locks.held.clear();
  assert.deepEqual(shape((await page(second.session)).piece), ['you 0: 60 64']);
  assert.deepEqual((await page()).piece, PIECE, 'the next page has it');
});

test('a new piece is nothing to bring back', async () => {
  const first = await page();
  await first.kept.keep(PIECE);
  await first.kept.keep(EMPTY);
  first.close();
  assert.equal((await page()).piece, EMPTY);
  assert.equal(store.kept.size, 0);
});

test('where there is no room it is known, until there is', async () => {
  const first = await page();
  store.full = true;
  await first.kept.keep(PIECE);
  assert.equal(first.kept.safe, false);
  store.full = false;
  await first.kept.keep({ turns: PIECE.turns.slice(0, 1) });
  assert.equal(first.kept.safe, true);
});

test('where the browser refuses, what is played is known to be lost, nothing is not, and it is tried again', async () => {
  const kept = new KeptPiece({ store, session: new FakeStorage(), locks });
  const all = store.all;
  store.all = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  store.remove = store.all;
  store.full = true;
  await assert.rejects(kept.open(), /denied/);
  await kept.keep(PIECE);
  assert.equal(kept.safe, false);
  await kept.keep(EMPTY);
  assert.equal(kept.safe, true, 'there is nothing to lose');
  store.full = false;
  await kept.keep(PIECE);
  assert.equal(kept.safe, true);
  store.all = all;
  locks.held.clear();
  assert.deepEqual((await page()).piece, PIECE);
});

test('a database that could not be opened, or that the browser closed, is opened anew', async () => {
  let opened = 0;
  let closed = false;
  const event = (target, type) => queueMicrotask(() => target.dispatchEvent(new Event(type)));
  globalThis.indexedDB = {
    open() {
      const request = new EventTarget();
      request.error = new Error('denied');
      request.result = Object.assign(new EventTarget(), {
        close: () => {},
        transaction() {
          if (closed) throw new DOMException('closed', 'InvalidStateError');
          const transaction = Object.assign(new EventTarget(), { objectStore: () => ({ put: () => ({}) }), commit: () => {} });
          event(transaction, 'complete');
          return transaction;
        },
      });
      event(request, opened++ === 0 ? 'error' : 'success');
      return request;
    },
  };
  const pieces = new PieceStore();
  await assert.rejects(pieces.put({ id: 'a' }), /denied/);
  await pieces.put({ id: 'a' });
  closed = true;
  await assert.rejects(pieces.put({ id: 'a' }), /closed/);
  closed = false;
  await pieces.put({ id: 'a' });
  await pieces.put({ id: 'b' });
  assert.equal(opened, 3);
});

test('pieces of pages long closed are let go of', async () => {
  const pages = [];
  for (let i = 0; i < 9; i++) {
    pages.push(await page());
    await pages[i].kept.keep({ turns: PIECE.turns.slice(0, 1 + (i % 2)) });
  }
  assert.equal(store.kept.size, 9, 'nothing of an open page is');
  pages.forEach(({ close }) => close());
  await page();
  assert.equal(store.kept.size, 6, 'its own and five');
});
