/**
 * What is down: keys by who holds them, and the pedal. Several may hold one key: channels of a layered keyboard, two
 * keyboards, a finger and a key of the computer. A note sounds from its strike until nobody holds its key and the pedal
 * is up. docs/live.md has the rules, which the duet follows too.
 *
 * A source is a text that names who plays: an input alone, or an input and its channel as {@link sourceOf} joins them.
 * Times are milliseconds on one clock.
 *
 * @typedef {object} Heard what the notes are told to
 * @property {(pitch: number, velocity: number, now: number) => void} strike
 * @property {(pitch: number, now: number) => void} end the note sounds no longer
 * @property {(pitch: number, now: number) => void} release its key went up; the pedal may keep it sounding
 * @property {(now: number) => void} pedal the pedal went down or up
 */
import { Pedal } from './pedal.js';

/** A strike of a key that went down less than this ago is the same stroke, of another layer or said twice. */
const LAYERS = 30;
/** A key is let go after this long: its note off was lost, and what a piano plays has long died away. */
const LONGEST_HOLD = 10_000;
/** After so long without a key or a move of the pedal nobody plays. */
const REST = 3000;

/** @param {string} input @param {number} channel 0 .. 15 */
export const sourceOf = (input, channel) => `${input}\n${channel}`;

export class Down {
  /** Who holds each key. @type {Map<number, Set<string>>} */ #holders = new Map();
  /** When each key was struck that is down. @type {Map<number, number>} */ #struck = new Map();
  /** @type {Set<number>} */ #sounding = new Set();
  /** Pedals that tell a value, by their sources. @type {Map<string, Pedal>} */ #pedals = new Map();
  /** Who holds the pedal by a key or a switch. @type {Set<string>} */ #switches = new Set();
  #pedal = false;
  #keysUpSince = -Infinity;
  #restFrom = Infinity;
  #heard;

  /** @param {Heard} heard */
  constructor(heard) {
    this.#heard = heard;
  }

  /** Pitches whose keys are down, and who holds them. @returns {ReadonlyMap<number, ReadonlySet<string>>} */
  get keys() {
    return this.#holders;
  }

  get pedalDown() {
    return this.#pedal;
  }

  /** Pitches that sound. @returns {ReadonlySet<number>} */
  get sounding() {
    return this.#sounding;
  }

  /** @param {string} source @param {number} pitch @param {number} velocity 1 .. 127 @param {number} now */
  press(source, pitch, velocity, now) {
    const holders = this.#holders.get(pitch) ?? new Set();
    const layer = holders.size > 0 && now - (this.#struck.get(pitch) ?? 0) < LAYERS;
    this.#holders.set(pitch, holders.add(source));
    if (layer) return;
    if (this.#struck.has(pitch)) this.#heard.release(pitch, now);
    this.#end(pitch, now);
    this.#struck.set(pitch, now);
    this.#sounding.add(pitch);
    this.#restFrom = Infinity;
    this.#heard.strike(pitch, velocity, now);
  }

  /** @param {string} source @param {number} pitch @param {number} now */
  lift(source, pitch, now) {
    const holders = this.#holders.get(pitch);
    if (!holders?.delete(source) || holders.size > 0) return;
    this.#up(pitch, now);
  }

  /** A pedal that is a key or a switch. @param {string} source @param {boolean} down @param {number} now */
  pedal(source, down, now) {
    if (down) this.#switches.add(source);
    else this.#switches.delete(source);
    this.#movePedal(now);
  }

  /** A pedal that tells a value. @param {string} source @param {number} value 0 .. 127 @param {number} now */
  pedalAt(source, value, now) {
    const pedal = this.#pedals.get(source) ?? new Pedal();
    this.#pedals.set(source, pedal);
    pedal.set(value, now);
    this.#movePedal(now);
  }

  /** All notes off: lifts the keys of a source; what the pedal holds goes on. @param {string} source @param {number} now */
  notesOff(source, now) {
    for (const pitch of [...this.#holders.keys()]) this.lift(source, pitch, now);
  }

  /** Reset controllers: the pedal of a source is up. @param {string} source @param {number} now */
  reset(source, now) {
    this.#pedals.get(source)?.lift(now);
    this.#movePedal(now);
  }

  /** An input went away: its keys and its pedal, on whatever channel, are up. @param {string} input @param {number} now */
  forget(input, now) {
    this.#release((source) => source === input || source.startsWith(`${input}\n`), now);
  }

  /** Lifts the pedal, whoever holds it. @param {number} now */
  liftPedal(now) {
    this.#switches.clear();
    for (const pedal of this.#pedals.values()) pedal.lift(now);
    this.#movePedal(now);
  }

  /** All keys up, the pedal up. @param {number} now */
  clear(now) {
    this.#release(() => true, now);
  }

  /**
   * Lets go what has been down for too long, and finds out what is wired the wrong way round.
   * @param {number} now
   * @returns {number} when to come again; infinite where only a key or a pedal can bring something
   */
  advance(now) {
    for (const [pitch, struck] of [...this.#struck]) {
      if (struck + LONGEST_HOLD <= now) this.#up(pitch, now);
    }
    if (this.#restFrom + REST <= now) {
      this.#restFrom = Infinity;
      for (const pedal of this.#pedals.values()) pedal.rest(this.#keysUpSince, now);
      this.#movePedal(now);
    }
    return [...this.#struck.values()].reduce((next, struck) => Math.min(next, struck + LONGEST_HOLD), this.#restFrom + REST);
  }

  /** @param {(source: string) => boolean} isMeant @param {number} now */
  #release(isMeant, now) {
    const sources = new Set([...this.#holders.values()].flatMap((holders) => [...holders]).filter(isMeant));
    for (const source of sources) this.notesOff(source, now);
    for (const source of [...this.#switches].filter(isMeant)) this.#switches.delete(source);
    for (const [source, pedal] of this.#pedals) if (isMeant(source)) pedal.lift(now);
    this.#movePedal(now);
  }

  /** @param {number} pitch @param {number} now */
  #up(pitch, now) {
    this.#holders.delete(pitch);
    this.#struck.delete(pitch);
    this.#heard.release(pitch, now);
    if (this.#holders.size === 0) {
      this.#keysUpSince = now;
      this.#restFrom = now;
    }
    if (!this.#pedal) this.#end(pitch, now);
  }

  /** @param {number} now */
  #movePedal(now) {
    const turned = [...this.#pedals.values()].some((pedal) => pedal.changedAt === now);
    if (turned && this.#holders.size === 0) this.#restFrom = now;
    const down = this.#switches.size > 0 || [...this.#pedals.values()].some((pedal) => pedal.isDown);
    if (down === this.#pedal) return;
    this.#pedal = down;
    if (!down) for (const pitch of [...this.#sounding]) if (!this.#holders.has(pitch)) this.#end(pitch, now);
    this.#heard.pedal(now);
  }

  /** @param {number} pitch @param {number} now */
  #end(pitch, now) {
    if (this.#sounding.delete(pitch)) this.#heard.end(pitch, now);
  }
}
