/**
 * The call and response: who plays now, what was played, what is asked of the server. Tells of every change by a
 * {@code change} event, of what to say to the player by {@code say}.
 */
import { Answer } from './answer.js';
import { History } from './history.js';
import * as pieces from './piece.js';
import { Phrase } from './phrase.js';
import { heard, likeMine } from './question.js';

/** @typedef {'idle' | 'listening' | 'answering' | 'playing'} State answering lasts until the answer has been heard */

/** A breath between two turns, seconds. */
const BREATH = 0.35;
/** A chord held this long without another key counts as silence: it may be a foot, an elbow, a lost note off; seconds. */
const LONGEST_HOLD = 3;
/** The silence that ends a phrase which is not to be answered by itself, seconds. */
const LONG_SILENCE = 4;
/** How often the model is told what is being played, milliseconds. */
const TELLING = 150;

export class Studio extends EventTarget {
  /** @type {State} */ state = 'idle';
  history = new History();
  /** Where to go on from, or null for the end. @type {number | null} */ cursor = null;
  /** @type {Phrase | null} */ phrase = null;
  /** The answer that still arrives. @type {Answer | null} */ answering = null;
  #base = pieces.EMPTY;
  #ids = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence;
  #told = -Infinity;

  /**
   * @param {import('./connection.js').Connection} connection
   * @param {import('./player.js').Player} player
   * @param {import('./hands.js').Hands} hands
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connection, player, hands, settings) {
    super();
    this.connection = connection;
    this.player = player;
    this.hands = hands;
    this.settings = settings;
    on(player, 'ended', () => this.#ended());
    on(hands, 'strike', ({ pitch, velocity, now }) => this.#struck(pitch, velocity, now));
    on(hands, 'end', ({ pitch, now }) => this.phrase?.end(pitch, player.positionAt(now)));
    on(hands, 'moved', () => this.#moved());
    on(hands, 'pedal', () => this.#changed());
    on(connection, 'on', (message) => this.#arrived(message));
    on(connection, 'off', (message) => this.#expected(message)?.release(message));
    on(connection, 'end', (message) => this.#answered(message));
    on(connection, 'refused', (message) => this.#refused(message));
    on(connection, 'closed', ({ reason }) => this.#failed(reason));
  }

  get piece() {
    return this.history.piece;
  }

  /** Everything to show: the piece, what is being played, what is being answered. */
  get shown() {
    const base = this.state === 'listening' ? this.#base : (this.answering?.base ?? this.piece);
    return { base, phrase: this.phrase?.notes ?? [], answer: this.answering?.items ?? [] };
  }

  /** Whether the last answer may be asked for once more, or another take of it be chosen. */
  get canTakeAnother() {
    return this.state !== 'listening' && !this.answering && pieces.lastTurn(this.piece)?.side === 'amadeus';
  }

  /** The model's turn: to what was just played, or from where the cursor is. */
  answer() {
    if (this.state === 'answering') return;
    const listening = this.state === 'listening';
    const at = listening ? this.player.position : this.#place();
    if (listening) this.#endPhrase();
    else this.player.stop();
    this.#ask(at, this.cursor === null || listening ? this.piece : pieces.cutAt(this.piece, at), false);
  }

  /** The same question once more, answered differently. Not while a phrase is being played, which is no question yet. */
  another() {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || !this.canTakeAnother) return;
    this.player.stop();
    this.settings.nextSeed();
    this.#ask(turn.start, { turns: this.piece.turns.slice(0, -1) }, true);
  }

  /** Plays the piece from the cursor, or stops whatever goes on. */
  playOrStop() {
    if (this.state !== 'idle') {
      this.stop();
      return;
    }
    const end = pieces.endOf(this.piece);
    if (end === 0) return;
    const from = this.cursor !== null && this.cursor < end - 0.1 ? this.cursor : 0;
    this.#play(from);
  }

  stop() {
    if (this.state === 'listening') this.#endPhrase();
    this.#interrupt(Infinity);
    this.player.stop();
    this.#become('idle');
  }

  /** Silence at once: keys and pedal up, whatever they are held by. */
  panic() {
    this.stop();
    this.hands.clear();
    this.#changed();
  }

  /** @param {number} index */
  choose(index) {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || !this.canTakeAnother || turn.takes.length < 2 || index >= turn.takes.length) return;
    if (index !== turn.chosen) this.history.push(pieces.choosing(this.piece, index));
    this.#play(turn.start);
  }

  /**
   * Music from elsewhere, after what there is or from the cursor on. It is answered where the last turn is yours.
   * @param {Record<pieces.Side, readonly pieces.Note[]>} sides times from 0 s, as it is to be heard at the tempo of now
   */
  bring(sides) {
    this.stop();
    const at = this.#place();
    const { rate } = this.player;
    const moved = (/** @type {readonly pieces.Note[]} */ notes) =>
      notes.map((note) => ({ ...note, start: note.start * rate + at, end: note.end * rate + at }));
    const base = this.cursor === null ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.history.push(pieces.withMusic(base, { you: moved(sides.you), amadeus: moved(sides.amadeus) }));
    this.#changed();
    if (this.settings.auto && pieces.lastTurn(this.piece)?.side === 'you') this.answer();
  }

  /** Begins with a piece that was kept; false where another was begun already. @param {pieces.Piece} piece */
  restore(piece) {
    if (this.state !== 'idle' || this.piece !== pieces.EMPTY) return false;
    this.history.begin(piece);
    this.#changed();
    return true;
  }

  /** @param {'undo' | 'redo'} which */
  step(which) {
    this.stop();
    this.history[which]();
    this.cursor = null;
    this.#changed();
  }

  clear() {
    this.stop();
    this.history.push(pieces.EMPTY);
    this.cursor = null;
    this.#changed();
  }

  /** @param {number | null} time */
  moveTo(time) {
    if (this.state === 'listening' || this.state === 'answering') return;
    const end = pieces.endOf(this.piece);
    this.cursor = time === null || time >= end ? null : Math.max(0, time);
    if (this.state === 'playing') this.#play(this.cursor ?? end);
    this.#changed();
  }

  /** Where the next turn begins, seconds. */
  #place() {
    const end = pieces.endOf(this.piece);
    return this.cursor ?? (end > 0 ? end + BREATH : 0);
  }

  /** @param {number} pitch @param {number} velocity @param {number} now when the key went down, {@link momentOf} */
  #struck(pitch, velocity, now) {
    if (this.state !== 'listening') this.#listen(now);
    this.phrase?.strike(pitch, velocity, this.player.positionAt(now));
  }

  #moved() {
    if (this.phrase) {
      this.#tell();
      this.#awaitSilence();
    }
    this.#changed();
  }

  /** @param {number} now when the first key went down: the phrase starts exactly there */
  #listen(now) {
    const interrupting = this.state === 'answering' && this.player.running;
    const at = interrupting ? this.player.positionAt(now) : this.#place();
    if (this.answering) this.#interrupt(at);
    else if (interrupting) this.history.push(pieces.cutAt(this.piece, at));
    this.#base = this.cursor === null || interrupting ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.player.start(at, [], true, now);
    this.phrase = new Phrase(at);
    this.#become('listening');
  }

  #endPhrase() {
    clearTimeout(this.#silence);
    const phrase = this.phrase;
    this.phrase = null;
    if (phrase) {
      const notes = phrase.heard(this.player.position);
      this.history.push(pieces.withTurn(this.#base, 'you', phrase.start, { notes, seed: 0 }));
    }
    this.player.stop();
    this.state = 'idle';
  }

  /** Ends the phrase when no key has moved for long enough. The pedal may stay down: notes then ring into the answer. */
  #awaitSilence() {
    clearTimeout(this.#silence);
    const { auto, pause } = this.settings;
    const silence = auto ? pause : LONG_SILENCE;
    const seconds = this.phrase?.holds(this.hands.down) ? Math.max(silence, LONGEST_HOLD) : silence;
    this.#silence = setTimeout(auto ? () => this.answer() : () => this.stop(), seconds * 1000);
  }

  /** Lets the model follow the phrase, so that its answer needs but one step more. */
  #tell() {
    const now = performance.now();
    if (!this.phrase || now - this.#told < TELLING) return;
    this.#told = now;
    const until = this.player.position;
    this.connection.send({ type: 'listen', ...heard(this.#base, this.phrase.heard(until), until, this.settings.control) });
  }

  /**
   * @param {number} at
   * @param {pieces.Piece} base
   * @param {boolean} anotherTake
   */
  #ask(at, base, anotherTake) {
    const { taste, length, control } = this.settings;
    const answer = new Answer(++this.#ids, at, taste.seed, base, anotherTake);
    this.answering = answer;
    this.cursor = null;
    this.connection.send({
      type: 'answer',
      id: answer.id,
      ...heard(base, [], at, control),
      seconds: length || likeMine(base),
      taste,
      pace: this.player.rate,
    });
    this.#become('answering');
  }

  /** The answer that a message speaks of, if it is still wanted. @param {any} message */
  #expected(message) {
    return this.answering?.id === message.id ? this.answering : null;
  }

  /** @param {any} message */
  #arrived(message) {
    const answer = this.#expected(message);
    if (!answer) return;
    const first = answer.items.length === 0;
    const item = answer.strike(message);
    if (first) {
      // A moment before the first note, so that the sound is given its exact time.
      this.player.start(answer.start - 0.05 * this.player.rate, [], true);
    }
    this.player.add(item);
    this.#changed();
  }

  /** @param {any} message */
  #answered(message) {
    const answer = this.#expected(message);
    if (!answer) return;
    this.#keep(answer.take());
    this.player.open = false;
    this.#become(this.player.running ? 'answering' : 'idle');
    this.settings.nextSeed();
    if (answer.items.length === 0) this.#say('Amadeus has nothing to say to this. Another seed or setting may help.');
  }

  /** Ends an answer that still arrives; what there is of it up to a time stays. @param {number} until */
  #interrupt(until) {
    const answer = this.answering;
    if (!answer) return;
    this.connection.send({ type: 'stop', id: answer.id });
    this.#keep(answer.take(until));
    this.player.stop();
  }

  /** @param {pieces.Take} take */
  #keep(take) {
    const answer = this.answering;
    this.answering = null;
    if (!answer || take.notes.length === 0) return;
    this.history.push(
      answer.anotherTake ? pieces.withTake(this.piece, take) : pieces.withTurn(answer.base, 'amadeus', answer.start, take),
    );
  }

  /** A message was refused: an answer's own, or one that may have been its. @param {any} message */
  #refused({ id, reason }) {
    if (id !== undefined && id !== this.answering?.id) return;
    if (this.answering) this.connection.send({ type: 'stop', id: this.answering.id });
    this.#failed(reason);
  }

  /** Nothing more of an answer will come. @param {string} reason */
  #failed(reason) {
    if (this.answering) {
      this.#keep(this.answering.take());
      this.player.stop();
      this.#become('idle');
    }
    if (reason) this.#say(reason);
  }

  /** @param {number} from */
  #play(from) {
    const of = (/** @type {pieces.Side} */ side) => pieces.notes(this.piece, side).map((note) => ({ ...note, side }));
    this.player.start(from, [...of('you'), ...of('amadeus')].sort((a, b) => a.start - b.start));
    this.#become('playing');
  }

  #ended() {
    if (this.state === 'playing' || this.state === 'answering') this.#become('idle');
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** @param {string} word */
  #say(word) {
    this.dispatchEvent(new CustomEvent('say', { detail: word }));
  }
}

/** @param {EventTarget} target @param {string} type @param {(detail: any) => void} listener */
const on = (target, type, listener) =>
  target.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
