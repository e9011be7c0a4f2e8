/** A stretch that the model writes anew, with an engine that is made up. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Editor } from '../js/editor.js';
import { notes } from '../js/piece.js';
import { Clock, shape, studioIn } from './world.js';

const note = (start, end, pitch) => ({ start, end, pitch, velocity: 80 });
const PIECE = {
  turns: [
    { side: 'you', start: 10, takes: [{ notes: [note(10, 11, 60), note(11, 14, 62), note(12, 12.5, 64), note(13, 14, 65)], seed: 0 }], chosen: 0 },
    { side: 'amadeus', start: 15, takes: [{ notes: [note(15, 16, 72), note(20, 21, 74)], seed: 1 }], chosen: 0 },
  ],
};

let world;
let editor;
beforeEach(() => {
  world = studioIn(new Clock());
  editor = new Editor(world.studio);
  world.studio.restore(PIECE);
  editor.selectStretch(12, 15);
});
const asked = () => world.connection.sent.filter(({ type }) => type === 'rewrite');
const reply = (rows, id = asked().at(-1).id) =>
  world.connection.say('rewritten', { id, seed: 7, take: 2, likelihoods: [-3, -2.5, -1, -2], notes: rows });

test('what stands before and after is told, from the first note on', () => {
  editor.rewrite();
  const [{ notes: before, until, seconds, then, taste }] = asked();
  assert.deepEqual(before, [[0, 1, 60, 80], [1, 4, 62, 80]], 'what sounds into the stretch has its own end');
  assert.deepEqual([until, seconds, taste.seed], [2, 3, 1]);
  assert.deepEqual(then, [[5, 6, 72, 80]], 'no more than matters');
  assert.equal(world.studio.state, 'rewriting');
});

test('the reply takes the place of the stretch, is played, and can be undone and taken again', () => {
  editor.rewrite();
  reply([[0, 1, 70, 90], [2, 3, 71, 90]]);
  assert.deepEqual(shape(world.studio.piece), ['you 0: 60 62', 'amadeus 0: 70 71', 'amadeus 0: 72 74']);
  assert.deepEqual(notes(world.studio.piece)[2], { start: 12, end: 13, pitch: 70, velocity: 90 });
  assert.equal(world.studio.state, 'playing');
  assert.match(world.said.at(-1), /Of 4 takes, number 3/);
  assert.deepEqual([...editor.notes].map(({ pitch }) => pitch), [70, 71], 'the stretch is still selected');
  editor.rewrite();
  assert.equal(asked().at(-1).taste.seed, 2, 'by another seed');
  reply([[0, 1, 77, 90]]);
  world.studio.step('undo');
  world.studio.step('undo');
  assert.equal(world.studio.piece, PIECE);
});

test('the engine is told of everything afterwards', () => {
  editor.rewrite();
  reply([[0, 1, 70, 90]]);
  world.studio.stop();
  world.play(60);
  assert.equal(world.connection.phrases.at(-1).notes.length, 5);
});

test('a key, a stop or the end of the connection ends it, and what comes later is nothing', () => {
  for (const end of [() => world.play(60), () => world.studio.stop(), () => world.connection.say('closed', { reason: 'gone' })]) {
    editor.selectStretch(12, 15);
    editor.rewrite();
    const { id } = asked().at(-1);
    end();
    reply([[0, 1, 70, 90]], id);
    assert.notEqual(world.studio.state, 'rewriting');
    world.studio.stop();
    assert.equal(notes(world.studio.piece).filter(({ pitch }) => pitch === 70).length, 0);
  }
  const stops = world.connection.sent.filter(({ type }) => type === 'stop');
  assert.ok(stops.length >= 1);
});

test('while it is under way nothing else changes the piece', () => {
  editor.rewrite();
  editor.move(0, 1);
  editor.remove();
  editor.rewrite();
  world.studio.answer();
  world.studio.another();
  world.studio.moveTo(3);
  assert.equal(world.studio.piece, PIECE);
  assert.equal(asked().length, 1);
  assert.equal(world.connection.questions.length, 0);
});

test('silence is no rewriting, and a refusal is said', () => {
  editor.rewrite();
  reply([]);
  assert.equal(world.studio.piece, PIECE);
  assert.match(world.said.at(-1), /stays as it was/);
  editor.rewrite();
  world.connection.say('refused', { id: asked().at(-1).id, reason: 'no' });
  assert.equal(world.studio.state, 'idle');
  assert.equal(world.said.at(-1), 'no');
});
