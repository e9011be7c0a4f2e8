/** The piece over reloads and closed pages, with storage and locks that are made up as browsers have them. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { KeptPiece } from '../js/kept-piece.js';
import { EMPTY } from '../js/piece.js';
import { shape } from './world.js';

class FakeStorage {
  #items = new Map();
  room = Infinity;

  get length() {
    return this.#items.size;
  }

  key(i) {
    return [...this.#items.keys()][i] ?? null;
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#items.delete(key);
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

let local;
let locks;
beforeEach(() => {
  local = new FakeStorage();
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
  const kept = new KeptPiece({ local, session, locks });
  const piece = await kept.open();
  const mine = [...locks.held].filter((name) => !before.has(name));
  return { kept, piece, session, close: () => mine.forEach((name) => locks.held.delete(name)) };
}

test('a reload brings the piece back, with its takes', async () => {
  const first = await page();
  assert.equal(first.piece, EMPTY);
  first.kept.keep(PIECE);
  first.close();
  const again = await page(first.session);
  assert.deepEqual(shape(again.piece), ['you 0: 60 64', 'amadeus 1: 72 | 76 79']);
  assert.deepEqual(again.piece, PIECE);
});

test('a page that was closed gives its piece to the next; one that is open keeps its own', async () => {
  const first = await page();
  first.kept.keep(PIECE);
  const second = await page();
  assert.equal(second.piece, EMPTY);
  first.close();
  assert.deepEqual((await page()).piece, PIECE);
});

test('a copy of a tab has the piece too, and from then on its own', async () => {
  const first = await page();
  first.kept.keep(PIECE);
  const session = new FakeStorage();
  session.setItem('amadeus.tab', first.session.getItem('amadeus.tab'));
  const copy = await page(session);
  assert.deepEqual(copy.piece, PIECE);
  copy.kept.keep({ turns: PIECE.turns.slice(0, 1) });
  first.close();
  assert.deepEqual((await page(first.session)).piece, PIECE);
});

test('what was begun before the piece was found takes a place of its own', async () => {
  const first = await page();
  first.kept.keep(PIECE);
  first.close();
  const second = await page();
  await second.kept.begin();
  second.kept.keep({ turns: PIECE.turns.slice(0, 1) });
  locks.held.clear();
  assert.deepEqual(shape((await page(second.session)).piece), ['you 0: 60 64']);
  assert.deepEqual((await page()).piece, PIECE, 'the next page has it');
});

test('a new piece is nothing to bring back', async () => {
  const first = await page();
  first.kept.keep(PIECE);
  first.kept.keep(EMPTY);
  first.close();
  assert.equal((await page()).piece, EMPTY);
  assert.equal(local.length, 0);
});

test('where there is no room the chosen takes are kept, and where none is left it is known', async () => {
  const first = await page();
  first.kept.keep(PIECE);
  local.room = local.getItem(local.key(0)).length - 1;
  first.kept.keep({ turns: [...PIECE.turns] });
  assert.equal(first.kept.safe, true);
  first.close();
  assert.deepEqual(shape((await page(first.session)).piece), ['you 0: 60 64', 'amadeus 0: 76 79']);
  local.room = 10;
  const full = await page();
  full.kept.keep({ turns: [...PIECE.turns] });
  assert.equal(full.kept.safe, false);
});

test('what is no piece is not brought back', async () => {
  for (const bad of ['', 'null', '{}', '{"time":1,"turns":[{"side":"them"}]}', '{"time":1,"turns":[{"side":"you","start":0,"chosen":3,"takes":[]}]}']) {
    local.setItem('amadeus.piece.x', bad);
    const opened = await page();
    assert.equal(opened.piece, EMPTY, bad);
    opened.close();
  }
});

test('pieces of pages long closed are let go of', async () => {
  const pages = [];
  for (let i = 0; i < 9; i++) {
    pages.push(await page());
    pages[i].kept.keep({ turns: PIECE.turns.slice(0, 1 + (i % 2)) });
  }
  assert.equal(local.length, 9, 'nothing of an open page is');
  pages.forEach(({ close }) => close());
  await page();
  assert.equal(local.length, 6, 'its own and five');
});
