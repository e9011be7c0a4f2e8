/**
 * What the mouse, a pen or a finger does in the roll: a click chooses a note or a place to go on from, a drag moves notes or
 * selects a stretch. A finger that drags elsewhere than in the ruler or from a selected note scrolls.
 */
import { notes } from './piece.js';
import { noteAt, timeAt } from './roll-view.js';

/** So far a click may slip, CSS pixels. */
const SLIP = 4;
/** How far from a note a finger may be that means it. */
const FINGER = 10;

/** @typedef {{x: number, y: number, time: number, note: import('./piece.js').Note | null, finger: boolean, scrolls: boolean}} Grip */

export class RollPointer {
  /** Where the pointer went down. @type {Grip | null} */ #grip = null;
  /** @type {'' | 'notes' | 'stretch' | 'scroll'} */ #drags = '';
  #canvas;
  #roll;
  #studio;
  #editor;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{view: import('./roll-view.js').View}} roll
   * @param {import('./studio.js').Studio} studio
   * @param {import('./editor.js').Editor} editor
   */
  constructor(canvas, roll, studio, editor) {
    this.#canvas = canvas;
    this.#roll = roll;
    this.#studio = studio;
    this.#editor = editor;
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    canvas.addEventListener('pointerup', (event) => this.#up(event));
    canvas.addEventListener('pointercancel', () => this.#end(false));
    // Where a drag has a use for it, a finger does not scroll.
    canvas.addEventListener('touchstart', (event) => this.#touch(event), { passive: false });
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#grip && this.#end(false), { capture: true });
  }

  /** @param {number} x @param {number} y @param {boolean} finger */
  #noteAt(x, y, finger) {
    return x < this.#roll.view.keys ? null : noteAt(this.#roll.view, notes(this.#studio.piece), x, y, finger ? FINGER : 1);
  }

  /** @param {number} y @param {import('./piece.js').Note | null} note */
  #holds(y, note) {
    return y < this.#roll.view.ruler || (note !== null && this.#editor.notes.has(note));
  }

  /** @param {TouchEvent} event */
  #touch(event) {
    const box = this.#canvas.getBoundingClientRect();
    const [x, y] = [event.touches[0].clientX - box.x, event.touches[0].clientY - box.y];
    if (event.touches.length === 1 && this.#holds(y, this.#noteAt(x, y, true))) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    const { offsetX: x, offsetY: y } = event;
    if (event.button !== 0 || !event.isPrimary || x < this.#roll.view.keys) return;
    const finger = event.pointerType === 'touch';
    const note = this.#noteAt(x, y, finger);
    const time = timeAt(this.#roll.view, x);
    this.#grip = { x, y, time, note, finger, scrolls: finger && !this.#holds(y, note) };
    this.#drags = '';
    if (!this.#grip.scrolls) this.#canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move({ offsetX: x, offsetY: y, shiftKey, pointerType }) {
    const grip = this.#grip;
    const { view } = this.#roll;
    if (!grip) {
      if (pointerType !== 'touch') this.#canvas.style.cursor = this.#noteAt(x, y, false) ? 'grab' : '';
      return;
    }
    if (!this.#drags && Math.hypot(x - grip.x, y - grip.y) < SLIP) return;
    if (!this.#drags) this.#begin(grip, shiftKey);
    if (this.#drags === 'notes') {
      this.#editor.drag((x - grip.x) / view.scale, Math.round((grip.y - y) / view.row));
    } else if (this.#drags === 'stretch') {
      this.#editor.selectStretch(grip.time, timeAt(view, Math.max(view.keys, x)));
    }
  }

  /** @param {Grip} grip @param {boolean} adds */
  #begin({ note, scrolls, y }, adds) {
    this.#drags = scrolls || !this.#editor.canEdit ? 'scroll' : note && y >= this.#roll.view.ruler ? 'notes' : 'stretch';
    if (this.#drags === 'notes' && note && !this.#editor.notes.has(note)) this.#editor.select(note, adds);
    if (this.#drags === 'notes') this.#canvas.style.cursor = 'grabbing';
  }

  /** @param {PointerEvent} event */
  #up({ shiftKey }) {
    const grip = this.#grip;
    if (grip && !this.#drags) this.#click(grip, shiftKey);
    this.#end(true);
  }

  /** @param {Grip} grip @param {boolean} adds */
  #click({ note, time, finger }, adds) {
    const editor = this.#editor;
    if (note && editor.canEdit) {
      // Fingers have no Shift: they add.
      editor.select(note, adds || (finger && editor.notes.size > 0));
    } else if (adds && editor.canEdit) {
      editor.stretchTo(time);
    } else {
      editor.clear();
      this.#studio.moveTo(time);
    }
  }

  /** @param {boolean} stays whether what was dragged stays where it is */
  #end(stays) {
    if (this.#drags === 'notes') this.#editor.drop(stays);
    this.#grip = null;
    this.#drags = '';
    this.#canvas.style.cursor = '';
  }
}
