/** The shares of the twelve notes that the model is asked for: one slider each, filled by a key and a scale. */
import { input as the } from './dom.js';
import { histogramOf, isBlack, namesIn, PITCH_CLASSES, SCALES } from './scales.js';

export class Shares extends EventTarget {
  #sliders = PITCH_CLASSES.map((_, i) => sliderOf(i));

  /** Tells of changes by {@code change}. */
  constructor() {
    super();
    the('key').append(...PITCH_CLASSES.map((name, i) => new Option(name, String(i))));
    the('scale').append(...SCALES.map(([name], i) => new Option(name, String(i))));
    the('histogram').append(
      ...this.#sliders.map((slider, i) => {
        const column = document.createElement('label');
        column.className = isBlack(i) ? 'black' : 'white';
        const caption = document.createElement('span');
        caption.setAttribute('aria-hidden', 'true');
        column.append(slider, caption);
        slider.addEventListener('input', () => this.#tell());
        return column;
      }),
    );
    for (const id of ['key', 'scale']) the(id).addEventListener('change', () => this.fill());
  }

  /** Weights of C .. B, 0 .. 10. */
  get values() {
    return this.#sliders.map((slider) => slider.valueAsNumber);
  }

  /** Twelve of them; any others leave those of the key and the scale. @param {readonly unknown[]} values */
  set values(values) {
    if (values.length === this.#sliders.length) this.#put(values);
    else this.fill();
  }

  /** The weights of the key and scale that are chosen. */
  fill() {
    this.#put(histogramOf(Number(the('key').value), this.#steps));
  }

  get #steps() {
    return SCALES[Number(the('scale').value)][1];
  }

  /** @param {readonly unknown[]} values */
  #put(values) {
    const names = namesIn(Number(the('key').value), this.#steps);
    this.#sliders.forEach((slider, i) => {
      slider.value = String(values[i]);
      slider.setAttribute('aria-label', names[i]);
      if (slider.nextElementSibling) slider.nextElementSibling.textContent = names[i];
    });
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}

/** @param {number} pitchClass */
function sliderOf(pitchClass) {
  const slider = document.createElement('input');
  Object.assign(slider, { type: 'range', min: '0', max: '10', step: '1', value: '5', id: `share-${pitchClass}` });
  slider.setAttribute('orient', 'vertical');
  return slider;
}
