/** The computer's keys as a piano, by their places, whatever the layout's letters. */
import { momentOf } from './moment.js';

const ROW = ['KeyA', 'KeyW', 'KeyS', 'KeyE', 'KeyD', 'KeyF', 'KeyT', 'KeyG', 'KeyY', 'KeyH', 'KeyU', 'KeyJ', 'KeyK', 'KeyO', 'KeyL', 'KeyP', 'Semicolon', 'Quote'];

/** The computer's keys among the inputs. */
const SOURCE = 'computer';

/** Semitones above the lowest key of the row. @type {ReadonlyMap<string, number>} */
export const SEMITONES = new Map(ROW.map((code, semitone) => [code, semitone]));

/** What is printed on the keys, in the same order. */
export const LETTERS = ['A', 'W', 'S', 'E', 'D', 'F', 'T', 'G', 'Y', 'H', 'U', 'J', 'K', 'O', 'L', 'P', ';', "'"];

export class ComputerKeys extends EventTarget {
  /** The pitch of the row's first key. */
  lowest = 60;
  #hands;
  #settings;
  /** @type {Map<string, number>} */ #down = new Map();

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {import('./settings.js').Settings} settings
   */
  constructor({ hands }, settings) {
    super();
    this.#hands = hands;
    this.#settings = settings;
    document.addEventListener('keydown', (event) => this.#press(event));
    document.addEventListener('keyup', (event) => this.#lift(event));
    // Keys that are let go while another window has the focus are never heard of.
    addEventListener('blur', () => this.#liftAll());
  }

  /** How loud keys are that know no loudness of their own. */
  get velocity() {
    return this.#settings.touch;
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
    if (event.key === 'Shift' && !event.repeat) this.#hands.pedal(SOURCE, true, momentOf(event));
    const semitone = SEMITONES.get(event.code);
    if (semitone !== undefined) {
      event.preventDefault();
      if (event.repeat || this.#down.has(event.code)) return;
      const pitch = this.lowest + semitone;
      this.#down.set(event.code, pitch);
      this.#hands.press(SOURCE, pitch, this.velocity, momentOf(event));
    } else if (event.code === 'KeyZ' || event.code === 'KeyX') {
      this.shift(event.code === 'KeyX' ? 1 : -1);
    } else if (event.code === 'KeyC' || event.code === 'KeyV') {
      this.#settings.touch = Math.min(120, Math.max(24, this.velocity + (event.code === 'KeyV' ? 12 : -12)));
    }
  }

  /** @param {KeyboardEvent} event */
  #lift(event) {
    if (event.key === 'Shift') this.#hands.pedal(SOURCE, false, momentOf(event));
    // While this key is down, some systems do not tell of others that are let go.
    if (event.key === 'Meta') this.#liftAll();
    const pitch = this.#down.get(event.code);
    if (pitch === undefined) return;
    this.#down.delete(event.code);
    this.#hands.lift(SOURCE, pitch, momentOf(event));
  }

  #liftAll() {
    this.#down.clear();
    this.#hands.forget(SOURCE);
  }
}

/** Whether letters belong into what has the focus. @param {EventTarget | null} target */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && ['number', 'text'].includes(target.type);
  return isText || target instanceof HTMLSelectElement;
}
