/**
 * A sustain pedal that tells how far it is down: trembling values don't move it, and one that is wired the wrong way
 * round is found out. A foot presses the pedal while the hands play: one that goes down when no key is, and stays there
 * while nobody plays, twice without resting up in between, says down where it means up.
 */

/** A value from which on it is down, and that below which it is up again; between them it stays as it is. */
const DOWN = 64;
const UP = 56;
/** So many rests in a row that it spends down, having gone down in them, are evidence enough. */
const EVIDENCE = 2;

export class Pedal {
  #value = 0;
  #reversed = false;
  #restsDown = 0;
  isDown = false;
  /** When it last went down or up, milliseconds. */
  changedAt = -Infinity;

  /** @param {number} raw 0 .. 127 @param {number} now */
  set(raw, now) {
    this.#turn(this.#reversed ? 127 - raw : raw, now);
  }

  /** It is up, whatever it said last. @param {number} now */
  lift(now) {
    this.#turn(0, now);
  }

  /** Nobody has played for a while, nor has the pedal moved. @param {number} keysUpSince when the last key went up @param {number} now */
  rest(keysUpSince, now) {
    if (!this.isDown) {
      this.#restsDown = 0;
    } else if (this.changedAt >= keysUpSince && ++this.#restsDown === EVIDENCE) {
      this.#reversed = !this.#reversed;
      this.#restsDown = 0;
      this.#turn(127 - this.#value, now);
    }
  }

  /** @param {number} value @param {number} now */
  #turn(value, now) {
    this.#value = value;
    const down = value >= DOWN || (value >= UP && this.isDown);
    if (down !== this.isDown) this.changedAt = now;
    this.isDown = down;
  }
}
