/** What is selected in the roll, and what is done to it. Tells of changes of the selection by {@code change}. */
import { moved, notesIn, without } from './editing.js';
import { EMPTY, endOf, notes } from './piece.js';

/** @typedef {import('./piece.js').Note} Note */

/** What can be rewritten, seconds. */
const SHORTEST_REWRITTEN = 0.25;
const LONGEST_REWRITTEN = 60;

/** @type {ReadonlySet<Note>} */
const NONE = new Set();

export class Editor extends EventTarget {
  /** The selected notes. @type {ReadonlySet<Note>} */ notes = NONE;
  /** The selected stretch of time, seconds: all notes that begin in it are selected. @type {{from: number, to: number} | null} */
  stretch = null;
  /** Where they would be, while they are dragged. @type {{piece: import('./piece.js').Piece, notes: ReadonlySet<Note>} | null} */
  dragged = null;
  #studio;
  /** The piece that the selection is of. */
  #piece = EMPTY;

  /** @param {import('./studio.js').Studio} studio */
  constructor(studio) {
    super();
    this.#studio = studio;
    studio.addEventListener('change', () => this.#follow());
  }

  get isEmpty() {
    return this.notes.size === 0 && this.stretch === null;
  }

  /** Whether the piece may be changed by hand: not while it grows. */
  get canEdit() {
    return this.#studio.state === 'idle' || this.#studio.state === 'playing';
  }

  /** What a piece looks like with what is dragged. @param {import('./piece.js').Piece} piece */
  shown(piece) {
    return this.dragged ?? { piece, notes: this.notes };
  }

  /** @param {Note} note @param {boolean} adds whether it is added to the others, or taken from them */
  select(note, adds) {
    const chosen = new Set(adds ? this.notes : []);
    if (!chosen.delete(note)) chosen.add(note);
    this.#choose(chosen, null);
  }

  /** @param {number} one @param {number} other the ends of a stretch, seconds */
  selectStretch(one, other) {
    const [from, to] = [Math.max(0, Math.min(one, other)), Math.max(0, one, other)];
    const { piece } = this.#studio;
    this.#choose(new Set(notesIn(piece, from, to)), { from, to });
  }

  /** Stretches the selection to a time, from where it begins or from where the next turn would. @param {number} time */
  stretchTo(time) {
    const { stretch } = this;
    const from = stretch?.from ?? this.#first ?? this.#studio.cursor ?? endOf(this.#studio.piece);
    this.selectStretch(from, time);
  }

  selectAll() {
    this.selectStretch(0, endOf(this.#studio.piece) + 1e-3);
  }

  /** The note before or after the selected ones. @param {1 | -1} step */
  selectNext(step) {
    const all = notes(this.#studio.piece);
    const at = step > 0 ? all.findLastIndex((note) => this.notes.has(note)) : all.findIndex((note) => this.notes.has(note));
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    if (all[next]) this.#choose(new Set([all[next]]), null);
  }

  clear() {
    this.#choose(NONE, null);
  }

  /** Shows the selected notes elsewhere. @param {number} seconds @param {number} semitones */
  drag(seconds, semitones) {
    this.dragged = this.canEdit ? moved(this.#studio.piece, this.notes, seconds, semitones) : null;
    this.#tell();
  }

  /** Leaves them there, or where they were. @param {boolean} stays */
  drop(stays) {
    const { dragged } = this;
    this.dragged = null;
    if (dragged && stays) this.#put(dragged);
    this.#tell();
  }

  /** @param {number} seconds @param {number} semitones */
  move(seconds, semitones) {
    if (this.canEdit) this.#put(moved(this.#studio.piece, this.notes, seconds, semitones));
  }

  remove() {
    if (this.canEdit && this.notes.size > 0) this.#put({ piece: without(this.#studio.piece, this.notes), notes: NONE });
  }

  /** Whether the stretch can be written anew. */
  get canRewrite() {
    const seconds = this.stretch ? this.stretch.to - this.stretch.from : 0;
    return this.canEdit && seconds >= SHORTEST_REWRITTEN && seconds <= LONGEST_REWRITTEN;
  }

  rewrite() {
    if (this.stretch && this.canRewrite) this.#studio.rewriting.ask(this.stretch);
  }

  get #first() {
    return this.notes.size > 0 ? Math.min(...[...this.notes].map(({ start }) => start)) : null;
  }

  /** @param {{piece: import('./piece.js').Piece, notes: ReadonlySet<Note>}} edited */
  #put(edited) {
    if (edited.piece === this.#studio.piece) return;
    const { stretch } = this;
    const stays = stretch && [...edited.notes].every(({ start }) => start >= stretch.from && start < stretch.to);
    this.#piece = edited.piece;
    this.#choose(edited.notes, stays ? stretch : null);
    this.#studio.edit(edited.piece);
  }

  /** @param {ReadonlySet<Note>} chosen @param {{from: number, to: number} | null} stretch */
  #choose(chosen, stretch) {
    this.notes = chosen;
    this.stretch = stretch;
    this.#tell();
  }

  /** Keeps of the selection what there is of it in another piece. */
  #follow() {
    const { piece } = this.#studio;
    if (!this.canEdit) this.dragged = null;
    if (['listening', 'answering'].includes(this.#studio.state) && !this.isEmpty) this.clear();
    if (piece === this.#piece) return;
    this.#piece = piece;
    const { stretch } = this;
    if (stretch) {
      this.selectStretch(stretch.from, stretch.to);
    } else if (this.notes.size > 0) {
      const there = new Set(notes(piece));
      this.#choose(new Set([...this.notes].filter((note) => there.has(note))), null);
    }
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
