/** What the page's modules live in, made up: a clock that is moved by hand, a sound that notes what it is told, a server. */
import { readFileSync } from 'node:fs';
import { Hands } from '../js/hands.js';
import { MidiInput } from '../js/midi-input.js';
import { Player } from '../js/player.js';
import { Studio } from '../js/studio.js';

/** Timers and the time of day that only {@link pass} moves, milliseconds. */
export class Clock {
  now = 1000;
  #timers = new Map();
  #ids = 0;

  install() {
    globalThis.performance = /** @type {any} */ ({ now: () => this.now });
    const set = (repeat) => (work, delay = 0) => {
      this.#timers.set(++this.#ids, { at: this.now + Math.max(delay, 0), every: repeat ? delay : 0, work });
      return this.#ids;
    };
    globalThis.setTimeout = /** @type {any} */ (set(false));
    globalThis.setInterval = /** @type {any} */ (set(true));
    globalThis.clearTimeout = globalThis.clearInterval = /** @type {any} */ ((id) => this.#timers.delete(id));
    globalThis.document = /** @type {any} */ ({ hidden: false });
    return this;
  }

  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [next] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      const [id, timer] = next;
      this.now = Math.max(this.now, timer.at);
      if (timer.every > 0) timer.at += timer.every;
      else this.#timers.delete(id);
      timer.work();
    }
    this.now = end;
  }

  passTo(time) {
    this.pass(time - this.now);
  }
}

export class FakeSound {
  /** Notes that were struck and neither released nor stopped. */
  ringing = new Set();
  struck = [];

  strike(pitch, velocity, delay = 0) {
    const note = { pitch, velocity, delay };
    this.struck.push(note);
    this.ringing.add(note);
    const end = () => this.ringing.delete(note);
    return { release: end, stop: end };
  }

  /** @type {{down: boolean, delay: number}[]} what the pedal was told */ pedals = [];

  pedal(down, delay = 0) {
    this.pedals.push({ down, delay });
  }

  hush() {
    this.ringing.clear();
  }

  get pitches() {
    return [...this.ringing].map(({ pitch }) => pitch);
  }
}

export class FakeConnection extends EventTarget {
  sent = [];

  send(message) {
    this.sent.push(JSON.parse(JSON.stringify(message)));
  }

  say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** What was asked for by itself: music to go on from, or another take. */
  get questions() {
    return this.sent.filter(({ type }) => type === 'answer' || type === 'again');
  }

  get phrases() {
    return this.sent.filter(({ type }) => type === 'listen');
  }

  /** The turn that is under way. */
  get id() {
    return this.sent.filter(({ type }) => ['listen', 'answer', 'again'].includes(type)).at(-1).id;
  }

  /** The strokes that were told of, "+60 -60 pedal". */
  get strokes() {
    const texts = this.sent.map(({ type, pitch, down }) =>
      type === 'strike' ? `+${pitch}` : type === 'release' ? `-${pitch}` : type === 'pedal' && down ? 'pedal' : '',
    );
    return texts.filter(Boolean).join(' ');
  }

  /** The engine finds that the phrase is over. */
  pause(answered = true) {
    this.say('phrase', { id: this.id, notes: 1, seconds: 1, waited: 0.6, rule: 'silence', answered });
  }

  begin(id = this.id) {
    this.say('begin', { id, seed: 7, at: performance.now() / 1000 + 0.03 });
  }

  /** Answers with these notes, a quarter of a second each. */
  answer(pitches, why = 'complete') {
    const { id } = this;
    if (pitches.length > 0) this.begin(id);
    pitches.forEach((pitch, i) => {
      this.say('on', { id, at: i / 4, pitch, velocity: 70 });
      this.say('off', { id, at: (i + 1) / 4, pitch });
    });
    this.say('end', { id, seconds: pitches.length / 4, why });
  }
}

/** A studio with everything round it. */
export function studioIn(clock, changes = {}) {
  const settings = Object.assign(new EventTarget(), {
    auto: true,
    pause: 0.8,
    length: 0,
    control: null,
    seed: 1,
    nextSeed: () => settings.seed++,
    ...changes,
  });
  Object.defineProperty(settings, 'taste', { get: () => ({ temperature: 1, topP: 0.95, seed: settings.seed }) });
  clock.install();
  const sound = new FakeSound();
  const connection = new FakeConnection();
  const hands = new Hands(/** @type {any} */ (sound));
  const player = new Player(/** @type {any} */ (sound));
  const studio = new Studio(/** @type {any} */ (connection), player, hands, /** @type {any} */ (settings));
  const said = [];
  studio.addEventListener('say', (event) => said.push(/** @type {any} */ (event).detail));
  const midi = new MidiInput(studio);
  const play = (pitch, length = 100) => {
    hands.press('computer', pitch, 80);
    clock.pass(length);
    hands.lift('computer', pitch);
  };
  return { clock, settings, sound, connection, hands, player, studio, midi, said, play };
}

/** Web MIDI with a keyboard plugged in, {@code globalThis.keys}. */
export function plugIn() {
  (0, eval)(readFileSync(new URL('./fake-midi.js', import.meta.url), 'utf8'));
}

/** The turns of a piece: whose, the chosen take, the pitches of each. */
export const shape = ({ turns }) =>
  turns.map(({ side, takes, chosen }) => `${side} ${chosen}: ${takes.map(({ notes }) => notes.map(({ pitch }) => pitch).join(' ')).join(' | ')}`);

/** A random number generator that gives the same for a seed. */
export function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
