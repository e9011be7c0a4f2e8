/** The sound of the player's own keys: struck at once, damped when key and pedal are up. */
export class Hands {
  #sound;
  /** @type {Map<number, {release: () => void}>} */ #sounding = new Map();
  /** @type {Set<number>} */ #down = new Set();
  #pedal = false;

  /** @param {import('./sound.js').Sound} sound */
  constructor(sound) {
    this.#sound = sound;
  }

  get pedalDown() {
    return this.#pedal;
  }

  /** Pitches whose keys are down. */
  get down() {
    return this.#down;
  }

  /** @param {number} pitch @param {number} velocity */
  press(pitch, velocity) {
    this.#sounding.get(pitch)?.release();
    this.#sounding.set(pitch, this.#sound.strike(pitch, velocity));
    this.#down.add(pitch);
  }

  /** @param {number} pitch */
  lift(pitch) {
    this.#down.delete(pitch);
    if (!this.#pedal) this.#release(pitch);
  }

  /** @param {boolean} down */
  pedal(down) {
    this.#pedal = down;
    if (down) return;
    for (const pitch of [...this.#sounding.keys()]) {
      if (!this.#down.has(pitch)) this.#release(pitch);
    }
  }

  /** @param {number} pitch */
  #release(pitch) {
    this.#sounding.get(pitch)?.release();
    this.#sounding.delete(pitch);
  }
}
