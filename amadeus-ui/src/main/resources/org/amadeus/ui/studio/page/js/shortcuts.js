/** The computer's keys that do not play: answer, play, another take, undo, choose, silence. */
import { isTyping } from './computer-keys.js';

/** What has a meaning of its own for Enter or Space. */
const CONTROLS = 'button, input, select, summary, a, label';

/**
 * @typedef {object} Actions
 * @property {() => void} answer
 * @property {() => void} playOrStop
 * @property {() => void} another
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} panic
 * @property {() => void} remove
 * @property {() => void} selectAll
 * @property {() => void} help
 * @property {(index: number) => void} choose
 */

export class Shortcuts {
  /** Whether what has the focus got it by a finger or the mouse: Enter and Space then mean what they mean elsewhere. */
  #pointed = false;
  #pointing = false;
  #actions;

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
    const pointing = (/** @type {boolean} */ now) => () => (this.#pointing = now);
    document.addEventListener('pointerdown', pointing(true), { capture: true });
    document.addEventListener('keydown', pointing(false), { capture: true });
    document.addEventListener('pointerdown', ({ target }) => this.#pointAt(target));
    document.addEventListener('focusin', () => (this.#pointed = this.#pointing));
    document.addEventListener('keydown', (event) => this.#key(event));
    document.addEventListener('change', ({ target }) => this.#picked(target));
  }

  /** What has the focus already gets none by being pointed at. @param {EventTarget | null} target */
  #pointAt(target) {
    if (target instanceof Node && document.activeElement?.contains(target)) this.#pointed = true;
  }

  /** A list from which the mouse picked something lets go of the keys, which else would pick on. @param {EventTarget | null} target */
  #picked(target) {
    if (target instanceof HTMLSelectElement && this.#pointed) target.blur();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isTyping(event.target)) {
      if (event.key === 'Enter' || event.key === 'Escape') /** @type {HTMLElement} */ (event.target).blur();
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'a') return;
      event.preventDefault();
      if (key === 'a') this.#actions.selectAll();
      else if (event.shiftKey) this.#actions.redo();
      else this.#actions.undo();
      return;
    }
    if (event.altKey || event.repeat) {
      if (event.repeat && event.key === ' ' && !this.#belongs(event)) event.preventDefault();
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.#belongs(event)) return;
      event.preventDefault();
      // Else it would be pressed when the key is let go.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      if (event.key === 'Enter') this.#actions.answer();
      else this.#actions.playOrStop();
    } else if (event.key === 'Escape') {
      this.#actions.panic();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.#actions.remove();
    } else if (event.key === '?') {
      this.#actions.help();
    } else if (event.code === 'KeyR') {
      this.#actions.another();
    } else if (/^Digit[1-9]$/.test(event.code)) {
      this.#actions.choose(Number(event.code.slice(5)) - 1);
    }
  }

  /** Whether Enter or Space is meant for what has the focus: it has a use for it and was reached by the keyboard. */
  #belongs(/** @type {KeyboardEvent} */ { key, target }) {
    const control = target instanceof Element ? target.closest(CONTROLS) : null;
    if (!control || this.#pointed) return false;
    if (!(control instanceof HTMLInputElement)) return true;
    return control.type !== 'range' && (key === ' ' || control.type !== 'checkbox');
  }
}
