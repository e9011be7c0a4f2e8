/** Notes changed by hand: where they go, what gives way, what can be undone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved, notesIn, rewritten, without } from '../js/editing.js';
import { Editor } from '../js/editor.js';
import { notes, withTurn } from '../js/piece.js';
import { boxOf, noteAt, timeAt, viewOf, xOf } from '../js/roll-view.js';
import { Clock, shape, studioIn } from './world.js';

const note = (start, end, pitch) => ({ start, end, pitch, velocity: 80 });
const turn = (side, start, ...all) => ({ side, start, takes: [{ notes: all, seed: 0 }], chosen: 0 });
const rows = (piece) => notes(piece).map(({ start, end, pitch }) => [start, end, pitch]);
const PIECE = {
  turns: [turn('you', 0, note(0, 1, 60), note(1, 2, 64), note(2, 3, 60)), turn('amadeus', 3, note(3, 4, 72), note(4, 5, 60))],
};
const [first, second, third, fourth] = notes(PIECE);

test('notes move together, and no farther than the piano and the piece reach', () => {
  const { piece, notes: there } = moved(PIECE, new Set([first, second]), 0.25, 2);
  assert.deepEqual(rows(piece).slice(0, 2), [[0.25, 1.25, 62], [1.25, 2.25, 66]]);
  assert.deepEqual([...there], notes(piece).slice(0, 2), 'the selection goes with them');
  assert.deepEqual(rows(moved(PIECE, new Set([first, second]), -5, 60).piece).slice(0, 2), [[0, 1, 104], [1, 2, 108]]);
  assert.equal(moved(PIECE, new Set([first]), -1, 0).piece, PIECE, 'nowhere to go');
});

test('a key that is struck while it sounds ends what sounded; what is struck with it gives way', () => {
  const across = moved(PIECE, new Set([second]), 0.5, -4).piece;
  assert.deepEqual(rows(across), [[0, 1, 60], [1.5, 2, 60], [2, 3, 60], [3, 4, 72], [4, 5, 60]], 'it ends where the next begins');
  const within = moved(PIECE, new Set([second]), -0.5, -4).piece;
  assert.deepEqual(rows(within).slice(0, 2), [[0, 0.5, 60], [0.5, 1.5, 60]], 'the one before ends');
  assert.equal(rows(moved(PIECE, new Set([second]), 1, -4).piece).length, 4, 'two at once are one');
  assert.equal(rows(moved(PIECE, new Set([fourth]), -1, -12).piece).length, 5, 'the players have a key each');
});

test('a turn begins no later than its notes, and is gone with its last', () => {
  const early = moved(PIECE, new Set([fourth]), -2, 0).piece;
  assert.equal(early.turns[1].start, 1);
  assert.deepEqual(shape(without(PIECE, new Set([first, second, third]))), ['amadeus 0: 72 60']);
});

test('a stretch is put in place of another; what sounds into it goes on, what follows stays', () => {
  const piece = rewritten(PIECE, 0.5, 2, { notes: [note(0.5, 0.9, 70), note(1.5, 2, 64)], seed: 3 });
  assert.deepEqual(shape(piece), ['you 0: 60', 'amadeus 0: 70 64', 'you 0: 60', 'amadeus 0: 72 60']);
  assert.deepEqual(piece.turns.map(({ start }) => start), [0, 0.5, 2, 3]);
  assert.deepEqual(rows(piece)[0], [0, 1, 60]);
  assert.deepEqual(shape(rewritten(PIECE, 1, 2, { notes: [], seed: 1 })), ['you 0: 60', 'you 0: 60', 'amadeus 0: 72 60']);
  const takes = { turns: [{ ...PIECE.turns[0], takes: [PIECE.turns[0].takes[0], { notes: [note(0, 3, 40)], seed: 1 }] }] };
  assert.deepEqual(shape(rewritten(takes, 1, 2, { notes: [note(1, 2, 50)], seed: 1 })), ['you 0: 60', 'amadeus 0: 50', 'you 0: 60']);
});

test('what is selected follows its notes, and undo brings them back', () => {
  const { studio } = studioIn(new Clock());
  const editor = new Editor(studio);
  studio.restore(PIECE);
  editor.selectStretch(2.5, 0.5);
  assert.deepEqual([...editor.notes], [second, third]);
  assert.deepEqual(editor.stretch, { from: 0.5, to: 2.5 });
  editor.move(0, 12);
  assert.deepEqual(editor.stretch, { from: 0.5, to: 2.5 }, 'transposed, they are still all of the stretch');
  editor.move(0.75, 0);
  assert.equal(editor.stretch, null);
  assert.deepEqual(rows(studio.piece), [[0, 1, 60], [1.75, 2.75, 76], [2.75, 3.75, 72], [3, 4, 72], [4, 5, 60]]);
  studio.step('undo');
  assert.equal(editor.notes.size, 0, 'those are not there any more');
  studio.step('undo');
  assert.equal(studio.piece, PIECE);
  editor.select(first, false);
  editor.select(fourth, true);
  editor.remove();
  assert.deepEqual(rows(studio.piece).map(([start]) => start), [1, 2, 4]);
  assert.equal(editor.isEmpty, true);
});

test('nothing is moved while a phrase is played', () => {
  const { studio, play } = studioIn(new Clock());
  const editor = new Editor(studio);
  studio.restore(PIECE);
  editor.selectAll();
  play(60);
  assert.equal(editor.isEmpty, true);
  editor.select(first, false);
  editor.remove();
  assert.equal(studio.piece, PIECE);
});

test('what is played goes on as it was changed', () => {
  const { studio, sound, clock } = studioIn(new Clock());
  const editor = new Editor(studio);
  studio.restore(PIECE);
  studio.play(0);
  clock.pass(500);
  editor.select(second, false);
  editor.move(0, 1);
  clock.pass(700);
  assert.deepEqual(sound.pitches, [65]);
});

test('a point in the roll is a time and, near enough, a note', () => {
  const view = viewOf({ width: 800, height: 400, scrolled: 90, scale: 90, rate: 1 }, notes(PIECE));
  assert.equal(timeAt(view, xOf(view, 2.5)), 2.5);
  const box = boxOf(view, second, second.end);
  assert.equal(noteAt(view, notes(PIECE), box.x + 3, box.y + 2, 1), second);
  assert.equal(noteAt(view, notes(PIECE), box.x + 3, box.y - 5, 1), null);
  assert.equal(noteAt(view, notes(PIECE), box.x + 3, box.y - 5, 10), second);
  assert.deepEqual(notesIn(PIECE, 1, 2), [second]);
  assert.equal(rows(withTurn(PIECE, 'you', 9, { notes: [note(9, 10, 61)], seed: 0 })).length, 6);
});
