/** The settings of which MIDI keyboard is listened to and which instrument plays. They are remembered by their names. */
import { the } from './dom.js';
import { remember, remembered } from './remembering.js';

const PORTS = 'amadeus.midi';

export class MidiChoice {
  #midi;
  #output;
  #say;

  /**
   * @param {import('./midi-input.js').MidiInput} midi
   * @param {import('./midi-output.js').MidiOutput} output
   * @param {(word: string) => void} say
   */
  constructor(midi, output, say) {
    this.#midi = midi;
    this.#output = output;
    this.#say = say;
    this.#choice('midi-in', (name) => midi.choose(name));
    this.#choice('midi-out', (name) => output.choose(name));
    midi.addEventListener('change', () => this.#show());
    this.#show();
  }

  /** @param {string} id @param {(name: string) => void} choose */
  #choice(id, choose) {
    const list = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (the(id)));
    const kept = remembered(`${PORTS}.${id}`) ?? '';
    if (kept) list.add(new Option(kept, kept, true, true));
    choose(kept);
    list.addEventListener('change', () => {
      remember(`${PORTS}.${id}`, list.value);
      choose(list.value);
      this.#show();
    });
  }

  #show() {
    const { names, inputs, outputs } = this.#midi;
    the('midi-ports').hidden = names === null;
    this.#list('midi-in', inputs);
    this.#list('midi-out', outputs);
    const out = /** @type {any} */ (the('midi-out')).value;
    const gone = names !== null && out !== '' && !this.#output.isThere;
    if (gone && the('midi-out').dataset.gone !== out) this.#say(`${out} is not there: the page sounds in its place until it is.`);
    the('midi-out').dataset.gone = gone ? out : '';
  }

  /** @param {string} id @param {MIDIPort[]} ports */
  #list(id, ports) {
    const list = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (the(id)));
    const [none] = list.options;
    const there = new Set(ports.map(({ name }) => name ?? '').filter(Boolean));
    const chosen = list.value;
    const gone = chosen && !there.has(chosen) ? [new Option(`${chosen} (not there)`, chosen)] : [];
    list.replaceChildren(none, ...[...there].map((name) => new Option(name, name)), ...gone);
    list.value = chosen;
  }
}
