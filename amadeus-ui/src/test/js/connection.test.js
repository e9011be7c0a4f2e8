/** The connection, with a server that is made up. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Connection } from '../js/connection.js';
import { Clock } from './world.js';

const OPEN = 1;

class FakeSocket extends EventTarget {
  static OPEN = OPEN;
  static all = [];
  readyState = 0;
  sent = [];

  constructor() {
    super();
    FakeSocket.all.push(this);
  }

  send(json) {
    this.sent.push(JSON.parse(json).type);
  }

  open() {
    this.readyState = OPEN;
    this.dispatchEvent(new Event('open'));
    this.dispatchEvent(Object.assign(new Event('message'), { data: '{"type":"welcome"}' }));
  }

  close(code, reason = '', wasClean = true) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean }));
  }
}

let clock;
let connection;
let told;
let reply;
beforeEach(() => {
  clock = new Clock().install();
  FakeSocket.all = [];
  globalThis.WebSocket = FakeSocket;
  globalThis.location = { host: '127.0.0.1:1' };
  globalThis.fetch = async () => reply();
  connection = new Connection();
  told = [];
  connection.addEventListener('closed', ({ detail }) => told.push(detail.reason));
});

const socket = () => FakeSocket.all.at(-1);
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is said before it is open is said once it is', () => {
  connection.send({ type: 'answer' });
  socket().open();
  assert.deepEqual(socket().sent, ['answer']);
});

test('one that fell asleep wakes with the next request', async () => {
  connection.connect();
  socket().open();
  socket().close(1001, 'Connection Idle Timeout');
  await settled();
  clock.pass(60_000);
  assert.equal(FakeSocket.all.length, 1);
  assert.deepEqual(told, ['']);
  connection.send({ type: 'answer' });
  socket().open();
  assert.deepEqual(socket().sent, ['answer']);
});

test('the end of the server is said as what it is, once, and it is asked for until it is back', async () => {
  reply = () => {
    throw new TypeError('Failed to fetch');
  };
  connection.connect();
  socket().open();
  socket().close(1012, 'the studio was ended');
  await settled();
  assert.match(told[0], /was ended/);
  for (let i = 0; i < 4; i++) {
    clock.pass(8000);
    socket().close(1006, '', false);
    await settled();
  }
  assert.match(told[1], /not running/);
  assert.deepEqual(told.slice(2), ['', '', ''], 'said once');
  clock.pass(8000);
  socket().open();
  assert.ok(connection.open);
});

test('a connection that breaks is said to be made again, and is', async () => {
  connection.connect();
  socket().open();
  socket().close(1006, '', false);
  await settled();
  assert.match(told[0], /was closed. Connecting again/);
  clock.pass(500);
  assert.equal(FakeSocket.all.length, 2);
});

test('a studio that is full is not said to be gone', async () => {
  reply = () => Response.json({ reason: 'all 64 places are taken; close another page of the studio' }, { status: 503 });
  connection.send({ type: 'answer' });
  socket().close(1006, '', false);
  await settled();
  assert.deepEqual(told, ['The studio is full: all 64 places are taken; close another page of the studio.']);
  connection.send({ type: 'answer' });
  socket().close(1006, '', false);
  await settled();
  assert.match(told[1], /full/, 'who asks again is told again');
});

test('a model that is still being loaded is waited for, and asked for every half second', async () => {
  reply = () => Response.json({ reason: 'the model is still being loaded' }, { status: 503, headers: { 'Retry-After': '1' } });
  connection.connect();
  for (let tries = 1; tries <= 5; tries++) {
    assert.equal(FakeSocket.all.length, tries);
    socket().close(1006, '', false);
    await settled();
    clock.pass(500);
  }
  assert.deepEqual(told.filter((reason) => reason), ['The model is being loaded…']);
  socket().open();
  assert.equal(connection.open, true);
});
