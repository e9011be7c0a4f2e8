/** The player's turn: what is struck is told to the engine, which decides when the phrase is over. */
import { on } from './on.js';
import { Phrase } from './phrase.js';
import * as pieces from './piece.js';

/** The silence after which a phrase ends that no engine hears, milliseconds. */
const UNHEARD = 4000;

export class Listening {
  /** @type {Phrase | null} */ phrase = null;
  /** The piece that the phrase goes on from. */
  base = pieces.EMPTY;
  /** Ends a phrase that no engine hears. @type {ReturnType<typeof setTimeout> | undefined} */ #unheard;
  #studio;
  #session;

  /**
   * @param {import('./studio.js').Studio} studio
   * @param {import('./main.js').Engine} connection
   * @param {import('./engine-session.js').EngineSession} session
   */
  constructor(studio, connection, session) {
    this.#studio = studio;
    this.#session = session;
    const { hands, settings } = studio;
    on(hands, 'strike', ({ pitch, velocity, now }) => this.#struck(pitch, velocity, now));
    on(hands, 'release', ({ pitch, now }) => this.#released(pitch, now));
    on(hands, 'end', ({ pitch, now }) => this.#ends(pitch, now));
    on(hands, 'pedal', ({ now }) => this.#pedalled(now));
    on(connection, 'phrase', (message) => this.#over(message));
    on(connection, 'refused', (message) => session.concerns(message) && this.#lost());
    on(connection, 'closed', () => this.#lost());
    settings.addEventListener('change', () => this.#isOn && session.settings());
  }

  get #isOn() {
    return this.#studio.state === 'listening';
  }

  get #player() {
    return this.#studio.player;
  }

  /** The answer is wanted now. */
  hurry() {
    this.#session.settings();
    this.#session.send({ type: 'now', id: this.#session.id });
  }

  /** Ends the phrase, which stays and is not answered. */
  stop() {
    if (!this.#isOn) return;
    this.#session.send({ type: 'stop', id: this.#session.id });
    this.#end();
    this.#session.forget();
  }

  /** @param {number} pitch @param {number} velocity @param {number} now when the key went down, {@link momentOf} */
  #struck(pitch, velocity, now) {
    if (!this.#isOn) this.#begin(now);
    else if (this.#unheard !== undefined) this.#endUnheard();
    this.phrase?.strike(pitch, velocity, this.#player.positionAt(now));
    this.#session.send({ type: 'strike', at: seconds(now), pitch, velocity });
    this.#studio.changed();
  }

  /** @param {number} pitch @param {number} now */
  #released(pitch, now) {
    if (this.#isOn) this.#session.send({ type: 'release', at: seconds(now), pitch });
    this.#studio.changed();
  }

  /** @param {number} pitch @param {number} now */
  #ends(pitch, now) {
    this.phrase?.end(pitch, this.#player.positionAt(now));
    this.#studio.changed();
  }

  /** @param {number} now */
  #pedalled(now) {
    if (this.#isOn) this.#tellPedal(now);
    this.#studio.changed();
  }

  /** @param {number} now */
  #tellPedal(now) {
    this.#session.send({ type: 'pedal', at: seconds(now), down: this.#studio.hands.pedalDown });
  }

  /** @param {number} now when the first key went down: the phrase starts exactly there */
  #begin(now) {
    const studio = this.#studio;
    const interrupting = studio.state === 'answering' && this.#player.running;
    const at = interrupting ? this.#player.positionAt(now) : studio.place;
    studio.rewriting.giveUp();
    studio.answering.giveWay(at, interrupting);
    this.base = studio.cursor === null || interrupting ? studio.piece : pieces.cutAt(studio.piece, at);
    studio.cursor = null;
    this.#player.start(at, [], true, now);
    this.phrase = new Phrase(at);
    this.#session.settings();
    this.#session.send({ type: 'listen', id: this.#session.next(), at: seconds(now), ...this.#session.news(this.base, at) });
    this.#tellPedal(now);
    studio.become('listening');
  }

  /** The phrase, and what was played beside it, become part of the piece. */
  #end() {
    clearTimeout(this.#unheard);
    this.#unheard = undefined;
    const { phrase } = this;
    this.phrase = null;
    const beside = this.#studio.answering.endBeside();
    if (phrase) {
      const { history } = this.#studio;
      const base = beside ? pieces.withTurn(this.base, 'amadeus', beside.start, beside.take) : this.base;
      const take = { notes: phrase.heard(this.#player.position), seed: 0 };
      history.push(pieces.withTurn(base, 'you', phrase.start, take));
      this.#session.goesOn(this.base, history.piece);
    }
    this.#studio.state = 'idle';
  }

  /** The engine found that it is over. @param {{id: number, rule: string, waited: number, answered: boolean}} message */
  #over(message) {
    if (message.id !== this.#session.id || !this.#isOn) return;
    this.#end();
    this.#studio.answering.phraseOver(message);
  }

  #lost() {
    if (this.#isOn) this.#endUnheard();
  }

  /** Nobody hears the phrase: it ends when nothing is struck for long. */
  #endUnheard() {
    clearTimeout(this.#unheard);
    this.#unheard = setTimeout(() => this.#studio.stop(), UNHEARD);
  }
}

/** A moment in seconds, as messages have it. @param {number} milliseconds */
const seconds = (milliseconds) => Math.round(milliseconds * 10) / 1e4;
