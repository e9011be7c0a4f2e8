/** The roll by the keyboard alone: the place to go on from, the selection, and moving what is selected. */
import { endOf } from './piece.js';

/** How far an arrow moves, seconds: the place to go on from, and notes. */
const STEP = 0.25;
const NUDGE = 0.05;
/** With Page up and Page down. */
const PAGE = 2;

export class RollKeys {
  #studio;
  #editor;
  #roll;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{show: (time: number) => void}} roll
   * @param {import('./studio.js').Studio} studio
   * @param {import('./editor.js').Editor} editor
   */
  constructor(canvas, roll, studio, editor) {
    this.#studio = studio;
    this.#editor = editor;
    this.#roll = roll;
    canvas.addEventListener('keydown', (event) => {
      const { ctrlKey, metaKey, altKey } = event;
      if (!ctrlKey && !metaKey && !altKey && (this.#edit(event) || this.#place(event))) event.preventDefault();
    });
  }

  /** @param {KeyboardEvent} event */
  #edit({ key, shiftKey }) {
    const editor = this.#editor;
    if (!editor.canEdit) return false;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const upwards = { ArrowUp: 1, ArrowDown: -1 }[key];
    const next = { ',': -1, '.': 1 }[key];
    if (next) {
      editor.selectNext(next > 0 ? 1 : -1);
      this.#roll.show(Math.min(...[...editor.notes].map(({ start }) => start)));
    } else if (sideways && shiftKey) {
      const to = Math.max(0, (editor.stretch?.to ?? this.#at) + sideways * STEP);
      editor.stretchTo(to);
      this.#roll.show(to);
    } else if (editor.notes.size > 0 && sideways) {
      editor.move(sideways * NUDGE, 0);
    } else if (editor.notes.size > 0 && upwards) {
      editor.move(0, upwards * (shiftKey ? 12 : 1));
    } else {
      return false;
    }
    return true;
  }

  get #at() {
    return this.#studio.cursor ?? endOf(this.#studio.piece);
  }

  /** @param {KeyboardEvent} event */
  #place({ key }) {
    const end = endOf(this.#studio.piece);
    const at = this.#at;
    const to = { ArrowLeft: at - STEP, ArrowRight: at + STEP, PageUp: at - PAGE, PageDown: at + PAGE, Home: 0, End: end, Escape: end }[key];
    if (to === undefined) return false;
    this.#studio.moveTo(to);
    this.#roll.show(to);
    return true;
  }
}
