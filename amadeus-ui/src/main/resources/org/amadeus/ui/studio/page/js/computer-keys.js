/** The computer's keys as a piano, by their places, whatever the layout's letters. */
import { momentOf } from './moment.js';

const ROW = ['KeyA', 'KeyW', 'KeyS', 'KeyE', 'KeyD', 'KeyF', 'KeyT', 'KeyG', 'KeyY', 'KeyH', 'KeyU', 'KeyJ', 'KeyK', 'KeyO', 'KeyL', 'KeyP', 'Semicolon', 'Quote'];

/** Semitones above the lowest key of the row. @type {ReadonlyMap<string, number>} */
export const SEMITONES = new Map(ROW.map((code, semitone) => [code, semitone]));

/** What is printed on the keys, in the same order. */
export const LETTERS = ['A', 'W', 'S', 'E', 'D', 'F', 'T', 'G', 'Y', 'H', 'U', 'J', 'K', 'O', 'L', 'P', ';', "'"];

export class ComputerKeys extends EventTarget {
  /** The pitch of the row's first key. */
  lowest = 60;
  #velocity = 84;
  /** @type {Map<string, number>} */ #down = new Map();

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {(down: boolean, now?: number) => void} pedal
   */
  constructor(studio, pedal) {
    super();
    this.studio = studio;
    this.pedal = pedal;
    document.addEventListener('keydown', (event) => this.#press(event));
    document.addEventListener('keyup', (event) => this.#lift(event));
    // Keys that are let go while another window has the focus are never heard of.
    addEventListener('blur', () => this.#liftAll());
  }

  /** @param {number} octaves */
  shift(octaves) {
    const lowest = this.lowest + 12 * octaves;
    if (lowest < 24 || lowest > 96) return;
    this.lowest = lowest;
    this.dispatchEvent(new Event('shift'));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'Shift' && !event.repeat) this.pedal(true, momentOf(event));
    const semitone = SEMITONES.get(event.code);
    if (semitone !== undefined) {
      event.preventDefault();
      if (event.repeat || this.#down.has(event.code)) return;
      const pitch = this.lowest + semitone;
      this.#down.set(event.code, pitch);
      this.studio.press(pitch, this.#velocity, momentOf(event));
    } else if (event.code === 'KeyZ' || event.code === 'KeyX') {
      this.shift(event.code === 'KeyX' ? 1 : -1);
    } else if (event.code === 'KeyC' || event.code === 'KeyV') {
      this.#velocity = Math.min(120, Math.max(24, this.#velocity + (event.code === 'KeyV' ? 12 : -12)));
    }
  }

  /** @param {KeyboardEvent} event */
  #lift(event) {
    if (event.key === 'Shift') this.pedal(false, momentOf(event));
    const pitch = this.#down.get(event.code);
    if (pitch === undefined) return;
    this.#down.delete(event.code);
    this.studio.lift(pitch, momentOf(event));
  }

  #liftAll() {
    for (const pitch of this.#down.values()) this.studio.lift(pitch);
    this.#down.clear();
    this.pedal(false);
  }
}

/** Whether letters belong into what has the focus. @param {EventTarget | null} target */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && ['number', 'text'].includes(target.type));
}
