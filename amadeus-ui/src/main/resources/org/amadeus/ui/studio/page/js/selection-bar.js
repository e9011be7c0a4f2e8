/** The buttons for what is selected in the roll. */
import { the } from './dom.js';

export class SelectionBar {
  #studio;
  #editor;

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {import('./editor.js').Editor} editor
   */
  constructor(studio, editor) {
    this.#studio = studio;
    this.#editor = editor;
    const onClick = (/** @type {string} */ id, /** @type {() => void} */ action) => the(id).addEventListener('click', action);
    for (const button of the('selection').querySelectorAll('[data-semitones]')) {
      const semitones = Number(/** @type {HTMLElement} */ (button).dataset.semitones);
      button.addEventListener('click', () => editor.move(0, semitones));
    }
    onClick('rewrite', () => editor.rewrite());
    onClick('remove', () => editor.remove());
    onClick('unselect', () => editor.clear());
    for (const target of [studio, editor]) target.addEventListener('change', () => this.#show());
  }

  #show() {
    const { notes, stretch, isEmpty, dragged } = this.#editor;
    const { rate } = this.#studio.player;
    the('selection').hidden = isEmpty;
    document.body.classList.toggle('selected', !isEmpty);
    if (isEmpty || dragged) return;
    const count = `${notes.size} ${notes.size === 1 ? 'note' : 'notes'}`;
    const seconds = stretch ? `, ${((stretch.to - stretch.from) / rate).toFixed(1)} s` : '';
    if (the('selected').textContent !== count + seconds) the('selected').textContent = count + seconds;
    for (const button of the('selection').querySelectorAll('[data-semitones], #remove')) {
      /** @type {HTMLButtonElement} */ (button).disabled = notes.size === 0 || !this.#editor.canEdit;
    }
    the('rewrite').disabled = !this.#editor.canRewrite;
  }
}
