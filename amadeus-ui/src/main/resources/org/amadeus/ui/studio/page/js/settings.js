/** The settings' panel: reads the controls, says what they mean, remembers them. */
import { histogramOf, PITCH_CLASSES, SCALES } from './scales.js';

const KEPT = ['auto', 'pause', 'length', 'temperature', 'top-p', 'fresh', 'guided', 'density', 'key', 'scale', 'volume', 'tempo'];

/** @template {HTMLElement} [T=HTMLInputElement] @param {string} id @returns {T} */
const the = (id) => /** @type {T} */ (document.getElementById(id));

/** How a slider's value reads. @type {Record<string, (value: number) => string>} */
const WORDS = {
  pause: (value) => `${value.toFixed(1)} s`,
  length: (value) => (value === 0 ? 'like mine' : `${value} s`),
  temperature: (value) => value.toFixed(2),
  'top-p': (value) => `${Math.round(value * 100)} %`,
  density: (value) => `${value === 0 ? 'under 2' : `about ${Math.round((3 * value + 2.5) / 2)}`} a second`,
  volume: (value) => `${value} %`,
  tempo: (value) => `${value} %`,
};

export class Settings extends EventTarget {
  /** @type {HTMLInputElement[]} */ #shares = [];

  constructor() {
    super();
    the('key').append(...PITCH_CLASSES.map((name, i) => new Option(name, String(i))));
    the('scale').append(...SCALES.map(([name], i) => new Option(name, String(i))));
    this.#makeHistogram();
    this.#recall();
    this.#fillHistogram();
    for (const id of ['key', 'scale']) the(id).addEventListener('change', () => this.#fillHistogram());
    for (const id of KEPT) the(id).addEventListener('input', () => this.#changed(id));
    for (const id of Object.keys(WORDS)) this.#describe(id);
    this.#showGuide();
    this.nextSeed();
  }

  get auto() {
    return the('auto').checked;
  }

  get pause() {
    return the('pause').valueAsNumber;
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
    const columns = PITCH_CLASSES.map((name, i) => {
      const column = document.createElement('label');
      column.className = [1, 3, 6, 8, 10].includes(i) ? 'black' : 'white';
      const share = document.createElement('input');
      Object.assign(share, { type: 'range', min: '0', max: '10', step: '1', value: '5', id: `share-${i}` });
      share.setAttribute('aria-label', name);
      share.setAttribute('orient', 'vertical');
      share.addEventListener('input', () => this.dispatchEvent(new Event('change')));
      const caption = document.createElement('span');
      caption.textContent = name;
      caption.setAttribute('aria-hidden', 'true');
      column.append(share, caption);
      this.#shares.push(share);
      return column;
    });
    the('histogram').append(...columns);
  }

  #fillHistogram() {
    const weights = histogramOf(Number(the('key').value), SCALES[Number(the('scale').value)][1]);
    this.#shares.forEach((share, i) => (share.value = String(weights[i])));
  }

  #showGuide() {
    the('guide').inert = !the('guided').checked;
  }

  /** @param {string} id */
  #changed(id) {
    this.#describe(id);
    this.#showGuide();
    try {
      localStorage.setItem(`amadeus.${id}`, the(id).type === 'checkbox' ? String(the(id).checked) : the(id).value);
    } catch {
      // A private window may not remember: the settings then last as long as the page.
    }
    this.dispatchEvent(new Event('change'));
  }

  #recall() {
    for (const id of KEPT) {
      const value = remembered(`amadeus.${id}`);
      if (value === null) continue;
      if (the(id).type === 'checkbox') the(id).checked = value === 'true';
      else the(id).value = value;
    }
  }

  /** @param {string} id */
  #describe(id) {
    const words = WORDS[id]?.(the(id).valueAsNumber);
    if (!words) return;
    const output = document.querySelector(`output[for="${id}"]`);
    if (output) output.textContent = words;
    the(id).setAttribute('aria-valuetext', words);
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
