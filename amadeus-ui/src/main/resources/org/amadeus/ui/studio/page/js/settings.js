/** The settings' panel: reads the controls, says what they mean, remembers them. */
import { input as the } from './dom.js';
import { histogramOf, isBlack, namesIn, PITCH_CLASSES, SCALES } from './scales.js';

const KEPT = ['mode', 'auto', 'pause', 'length', 'temperature', 'top-p', 'fresh', 'guided', 'density', 'key', 'scale', 'volume', 'tempo', 'touch'];
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
  /** @type {HTMLInputElement[]} */ #shares = [];

  constructor() {
    super();
    the('key').append(...PITCH_CLASSES.map((name, i) => new Option(name, String(i))));
    the('scale').append(...SCALES.map(([name], i) => new Option(name, String(i))));
    this.#makeHistogram();
    this.#recall();
    for (const id of ['key', 'scale']) the(id).addEventListener('change', () => this.#fillHistogram());
    for (const id of KEPT) the(id).addEventListener('input', () => this.#changed(id));
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
    return { density: the('density').valueAsNumber, histogram: this.#shares.map((share) => share.valueAsNumber) };
  }

  /** Another seed, where each answer is to have its own. */
  nextSeed() {
    if (the('fresh').checked) the('seed').value = String(crypto.getRandomValues(new Uint32Array(1))[0] % 1000000);
  }

  #makeHistogram() {
    const columns = PITCH_CLASSES.map((_, i) => {
      const column = document.createElement('label');
      column.className = isBlack(i) ? 'black' : 'white';
      const share = document.createElement('input');
      Object.assign(share, { type: 'range', min: '0', max: '10', step: '1', value: '5', id: `share-${i}` });
      share.setAttribute('orient', 'vertical');
      share.addEventListener('input', () => this.#sharesChanged());
      const caption = document.createElement('span');
      caption.setAttribute('aria-hidden', 'true');
      column.append(share, caption);
      this.#shares.push(share);
      return column;
    });
    the('histogram').append(...columns);
  }

  /** The weights of the key and scale that are chosen. */
  #fillHistogram() {
    const weights = histogramOf(Number(the('key').value), this.#steps);
    this.#shares.forEach((share, i) => (share.value = String(weights[i])));
    this.#nameShares();
    this.#sharesChanged();
  }

  get #steps() {
    return SCALES[Number(the('scale').value)][1];
  }

  #nameShares() {
    const names = namesIn(Number(the('key').value), this.#steps);
    this.#shares.forEach((share, i) => {
      share.setAttribute('aria-label', names[i]);
      if (share.nextElementSibling) share.nextElementSibling.textContent = names[i];
    });
  }

  #sharesChanged() {
    remember(SHARES, JSON.stringify(this.#shares.map((share) => share.valueAsNumber)));
    this.dispatchEvent(new Event('change'));
  }

  #showGuide() {
    the('guide').inert = !the('guided').checked;
  }

  /** @param {string} id */
  #changed(id) {
    this.#describe(id);
    this.#showGuide();
    remember(`amadeus.${id}`, the(id).type === 'checkbox' ? String(the(id).checked) : the(id).value);
    this.dispatchEvent(new Event('change'));
  }

  #recall() {
    for (const id of KEPT) {
      const value = (id === 'mode' && askedFor('mode')) || remembered(`amadeus.${id}`);
      if (value === null) continue;
      if (the(id).type === 'checkbox') the(id).checked = value === 'true';
      else the(id).value = value;
    }
    const shares = remembered(SHARES)?.match(/\d+/g) ?? [];
    if (shares.length === this.#shares.length) this.#shares.forEach((share, i) => (share.value = shares[i]));
    else this.#fillHistogram();
    this.#nameShares();
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

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A private window may not remember: it then lasts as long as the page.
  }
}

/** @param {string} name @returns {string | null} */
export function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
