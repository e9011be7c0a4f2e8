/** The keys on the screen: for fingers, the mouse and the keyboard's arrows; they light up with what sounds. */
import { LETTERS, SEMITONES } from './computer-keys.js';
import { the } from './dom.js';
import { momentOf } from './moment.js';
import { isBlack, nameOf } from './scales.js';

/** The narrowest white key that a finger hits, CSS pixels. */
const NARROWEST = 30;

export class Keyboard {
  #keys = the('keys');
  /** @type {Map<number, HTMLElement>} */ #byPitch = new Map();
  /** @type {Map<number, number>} */ #pointers = new Map();
  #studio;
  #computer;
  /** How many white keys are shown. */
  #whites = 0;

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {import('./computer-keys.js').ComputerKeys} computer
   */
  constructor(studio, computer) {
    this.#studio = studio;
    this.#computer = computer;
    computer.addEventListener('shift', () => this.#build());
    new ResizeObserver(() => this.#fit()).observe(this.#keys);
    this.#keys.addEventListener('pointerdown', (event) => this.#down(event));
    this.#keys.addEventListener('pointermove', (event) => this.#slide(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      this.#keys.addEventListener(end, (event) => this.#liftPointer(/** @type {PointerEvent} */ (event).pointerId, event));
    }
    // Some systems zoom, magnify or select by fingers whatever the styles say.
    this.#keys.addEventListener('touchstart', (event) => event.preventDefault(), { passive: false });
    this.#keys.addEventListener('contextmenu', (event) => event.preventDefault());
    this.#keys.addEventListener('keydown', (event) => this.#arrow(event));
    this.#keys.addEventListener('keyup', (event) => this.#release(event));
    this.#keys.addEventListener('focusout', (event) => this.#liftPointer(-1, event));
    const frame = () => {
      this.#light();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  #fit() {
    const whites = Math.max(8, Math.min(36, Math.floor(this.#keys.clientWidth / NARROWEST)));
    if (whites !== this.#whites) {
      this.#whites = whites;
      this.#build();
    }
  }

  get #lowest() {
    // The letters lie in the middle of what is shown.
    return this.#computer.lowest - 12 * Math.floor((Math.floor(this.#whites / 7) - 1) / 2);
  }

  #build() {
    const low = Math.max(21, this.#lowest);
    const pitches = [];
    let whites = 0;
    for (let pitch = low; pitch <= 108 && whites < this.#whites; pitch++) {
      if (!isBlack(pitch)) whites++;
      pitches.push(pitch);
    }
    const letters = new Map([...SEMITONES.values()].map((semitone, i) => [this.#computer.lowest + semitone, LETTERS[i]]));
    this.#byPitch.clear();
    this.#keys.style.setProperty('--whites', String(whites));
    let passed = 0;
    const built = pitches.map((pitch) => {
      const black = isBlack(pitch);
      const key = document.createElement('button');
      key.type = 'button';
      key.className = black ? 'black' : 'white';
      key.dataset.pitch = String(pitch);
      key.tabIndex = pitch === this.#computer.lowest ? 0 : -1;
      key.setAttribute('aria-label', nameOf(pitch));
      key.style.setProperty('--at', String(passed));
      const caption = document.createElement('span');
      caption.textContent = letters.get(pitch) ?? '';
      if (pitch % 12 === 0) caption.dataset.octave = nameOf(pitch);
      key.append(caption);
      if (!black) passed++;
      this.#byPitch.set(pitch, key);
      return key;
    });
    this.#keys.replaceChildren(...built);
  }

  #light() {
    const held = this.#studio.hands.down;
    const sounding = this.#studio.player.running ? this.#studio.player.now() : [];
    const sides = new Map(sounding.map((item) => [item.pitch, item.side]));
    for (const pitch of held.keys()) sides.set(pitch, 'you');
    for (const [pitch, key] of this.#byPitch) {
      const side = sides.get(pitch) ?? '';
      if ((key.dataset.side ?? '') !== side) key.dataset.side = side;
    }
  }

  /** @param {number} x @param {number} y @returns {{pitch: number, velocity: number} | null} */
  #at(x, y) {
    const key = document.elementFromPoint(x, y)?.closest('[data-pitch]');
    if (!(key instanceof HTMLElement)) return null;
    const box = key.getBoundingClientRect();
    // Nearer to the edge of a key it sounds louder, as its lever is longer there.
    const depth = Math.min(1, Math.max(0, (y - box.top) / box.height));
    return { pitch: Number(key.dataset.pitch), velocity: Math.round(48 + 62 * depth) };
  }

  /** @param {PointerEvent} event */
  #down(event) {
    const hit = this.#at(event.clientX, event.clientY);
    if (!hit || event.button !== 0) return;
    event.preventDefault();
    this.#keys.setPointerCapture(event.pointerId);
    this.#press(event.pointerId, hit.pitch, hit.velocity, event);
  }

  /** @param {PointerEvent} event */
  #slide(event) {
    const pitch = this.#pointers.get(event.pointerId);
    if (pitch === undefined) return;
    const hit = this.#at(event.clientX, event.clientY);
    if (!hit || hit.pitch === pitch) return;
    this.#liftPointer(event.pointerId, event);
    this.#press(event.pointerId, hit.pitch, hit.velocity, event);
  }

  /** @param {number} pointer @param {number} pitch @param {number} velocity @param {Event} event */
  #press(pointer, pitch, velocity, event) {
    this.#pointers.set(pointer, pitch);
    this.#studio.hands.press(`pointer ${pointer}`, pitch, velocity, momentOf(event));
  }

  /** @param {number} pointer @param {Event} event */
  #liftPointer(pointer, event) {
    const pitch = this.#pointers.get(pointer);
    if (pitch === undefined) return;
    this.#pointers.delete(pointer);
    this.#studio.hands.lift(`pointer ${pointer}`, pitch, momentOf(event));
  }

  /** @param {KeyboardEvent} event */
  #arrow(event) {
    const pitch = Number(/** @type {HTMLElement} */ (event.target).dataset.pitch);
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 12, ArrowDown: -12 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = this.#byPitch.get(pitch + step);
      if (!next) return;
      for (const key of this.#byPitch.values()) key.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && !event.repeat) {
      event.preventDefault();
      event.stopPropagation();
      this.#press(-1, pitch, this.#computer.velocity, event);
    }
  }

  /** @param {KeyboardEvent} event */
  #release(event) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#liftPointer(-1, event);
    }
  }
}
