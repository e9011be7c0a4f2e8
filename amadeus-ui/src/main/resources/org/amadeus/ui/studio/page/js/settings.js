/** The settings' panel: reads the controls, says what they mean, remembers them. */
import { input as the } from './dom.js';
import { remember, remembered } from './remembering.js';
import { Shares } from './shares.js';

const KEPT = ['mode', 'auto', 'follow', 'pause', 'length', 'temperature', 'top-p', 'fresh', 'guided', 'density', 'key', 'scale', 'volume', 'tempo', 'touch', 'bpm', 'metre', 'bars', 'grid'];
/** What is saved with a piece: how it is answered, and its tempo. */
const SAVED = ['mode', 'auto', 'follow', 'pause', 'length', 'temperature', 'top-p', 'seed', 'fresh', 'guided', 'density', 'key', 'scale', 'tempo', 'bars', 'grid'];
/** The slowest and the fastest beats, quarters a minute. */
const BPM = [20, 300];
const SHARES = 'amadeus.shares';

/** The shortest pause that is a time; below it the slider says auto. Seconds. */
const SHORTEST_PAUSE = 0.25;

/** How a slider's value reads. @type {Record<string, (value: number) => string>} */
const WORDS = {
  pause: (value) => (value < SHORTEST_PAUSE ? 'auto' : `${value.toFixed(1)} s`),
  length: (value) => (value === 0 ? 'like mine' : `${value} s`),
  temperature: (value) => value.toFixed(2),
  'top-p': (value) => `${Math.round(value * 100)} %`,
  // Density d is 3 d + 1 notes or more in two seconds; the last has no upper end.
  density: (value) => `${value === 0 ? 'under 2' : value === 11 ? '17 or more' : `about ${Math.round((3 * value + 2) / 2)}`} a second`,
  volume: (value) => `${value} %`,
  tempo: (value) => `${value} %`,
  touch: (value) => String(value),
};

export class Settings extends EventTarget {
  #shares = new Shares();
  /** What the metronome ticks, that answers begin on the bars of. @type {import('./metronome.js').Beats | null} */ beats = null;

  constructor() {
    super();
    this.#recall();
    this.#shares.addEventListener('change', () => {
      remember(SHARES, JSON.stringify(this.#shares.values));
      this.dispatchEvent(new Event('change'));
    });
    for (const id of [...KEPT, 'metronome']) the(id).addEventListener('input', () => this.#changed(id));
    for (const id of Object.keys(WORDS)) this.#describe(id);
    this.#showGuide();
    this.nextSeed();
  }

  /** What Amadeus does beside the player: a word of the protocol's. */
  get mode() {
    return the('mode').value;
  }

  get auto() {
    return the('auto').checked;
  }

  /** Whether answers are about as loud and as fast as what they answer. */
  get follow() {
    return the('follow').checked;
  }

  /** What ends a phrase: seconds of silence, or a pause that is long for what was played. @returns {number | 'auto'} */
  get pause() {
    const seconds = the('pause').valueAsNumber;
    return seconds < SHORTEST_PAUSE ? 'auto' : seconds;
  }

  /** Seconds, or 0 for as long as the phrase. */
  get length() {
    return the('length').valueAsNumber;
  }

  get volume() {
    return the('volume').valueAsNumber / 100;
  }

  get tempo() {
    return the('tempo').valueAsNumber / 100;
  }

  /** Whether the metronome ticks. */
  get metronome() {
    return the('metronome').checked;
  }

  /** The metronome's quarters a minute. */
  get bpm() {
    return Math.min(Math.max(the('bpm').valueAsNumber || 100, BPM[0]), BPM[1]);
  }

  /** The metronome's metre: `3/4`. */
  get metre() {
    return the('metre').value;
  }

  /** How many bars answers last, or 0 where beats don't count. */
  get bars() {
    return Number(the('bars').value);
  }

  /** What answers' onsets are drawn to, a word of the protocol's, or '' for nothing. */
  get grid() {
    return the('grid').value === 'free' ? '' : the('grid').value;
  }

  /** How loud keys are that know no loudness of their own: a velocity. */
  get touch() {
    return the('touch').valueAsNumber;
  }

  set touch(velocity) {
    the('touch').value = String(velocity);
    this.#changed('touch');
  }

  get taste() {
    const seed = Math.min(Math.max(Math.floor(the('seed').valueAsNumber || 0), 0), Number.MAX_SAFE_INTEGER);
    return { temperature: the('temperature').valueAsNumber, topP: the('top-p').valueAsNumber, seed };
  }

  /** What is asked of the model, or null where it is free. */
  get control() {
    if (!the('guided').checked) return null;
    return { density: the('density').valueAsNumber, histogram: this.#shares.values };
  }

  /** What is saved with a piece. */
  get text() {
    const saved = SAVED.map((id) => [id, valueOf(the(id))]);
    return JSON.stringify({ ...Object.fromEntries(saved), shares: this.#shares.values });
  }

  /** Takes what was saved with a piece; what is missing or not to be understood stays as it is. @param {string} text */
  take(text) {
    const saved = fieldsOf(text);
    for (const id of SAVED) {
      if (typeof saved[id] !== typeof valueOf(the(id))) continue;
      put(the(id), String(saved[id]));
      this.#changed(id);
    }
    if (Array.isArray(saved.shares)) this.#shares.values = saved.shares;
  }

  /** Another seed, where each answer is to have its own. */
  nextSeed() {
    if (the('fresh').checked) the('seed').value = String(crypto.getRandomValues(new Uint32Array(1))[0] % 1000000);
  }

  #showGuide() {
    the('guide').inert = !the('guided').checked;
  }

  /** @param {string} id */
  #changed(id) {
    this.#describe(id);
    this.#showGuide();
    if (KEPT.includes(id)) remember(`amadeus.${id}`, String(valueOf(the(id))));
    this.dispatchEvent(new Event('change'));
  }

  #recall() {
    for (const id of KEPT) {
      const value = (id === 'mode' && askedFor('mode')) || remembered(`amadeus.${id}`);
      if (value !== null) put(the(id), value);
    }
    this.#shares.values = remembered(SHARES)?.match(/\d+/g) ?? [];
  }

  /** @param {string} id */
  #describe(id) {
    const words = WORDS[id]?.(the(id).valueAsNumber);
    if (!words) return;
    for (const output of document.querySelectorAll(`output[for="${id}"]`)) output.textContent = words;
    the(id).setAttribute('aria-valuetext', words);
  }
}

/** What the page's address asks for: `?mode=along`. @param {string} id */
function askedFor(id) {
  const value = new URLSearchParams(location.search).get(id);
  return value && [...the(id).querySelectorAll('option')].some((option) => option.value === value) ? value : null;
}

/** @param {HTMLInputElement} control @returns {string | boolean} */
const valueOf = (control) => (control.type === 'checkbox' ? control.checked : control.value);

/** Sets a control; a list stays as it is where it has no such entry. @param {HTMLInputElement} control @param {string} value */
function put(control, value) {
  const before = control.value;
  if (control.type === 'checkbox') control.checked = value === 'true';
  else control.value = value;
  if (control.value === '') control.value = before;
}

/** @param {string} text @returns {Record<string, any>} */
function fieldsOf(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
