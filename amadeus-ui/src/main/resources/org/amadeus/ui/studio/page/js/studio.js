/**
 * The call and response as the page shows it: who plays now, what was played. What was struck is told to the engine, which
 * decides when a phrase is over and what is answered. Tells of every change by a {@code change} event, of what to say to the
 * player by {@code say}.
 */
import { Answer } from './answer.js';
import { History } from './history.js';
import * as pieces from './piece.js';
import { Phrase } from './phrase.js';
import { heard, round } from './question.js';

/** @typedef {'idle' | 'listening' | 'answering' | 'playing'} State answering lasts until the answer has been heard */

/** A breath between two turns, seconds. */
const BREATH = 0.35;
/** The silence after which a phrase ends that no engine hears, milliseconds. */
const UNHEARD = 4000;

export class Studio extends EventTarget {
  /** @type {State} */ state = 'idle';
  history = new History();
  /** Where to go on from, or null for the end. @type {number | null} */ cursor = null;
  /** @type {Phrase | null} */ phrase = null;
  /** The answer that still arrives. @type {Answer | null} */ answering = null;
  /** What is played with the phrase while it is played. @type {Answer | null} */ beside = null;
  /** What decided that the phrase was over which is answered, as the engine says it. @type {{rule: string, waited: number} | null} */
  over = null;
  #base = pieces.EMPTY;
  /** Which turn is under way: every message about it carries its number. */
  #ids = 0;
  /** The piece as the engine knows it, having heard and played it. @type {pieces.Piece | null} */ #known = null;
  /** What was asked of the model when it was told of that piece. */
  #control = '';
  /** Ends a phrase that no engine hears. @type {ReturnType<typeof setTimeout> | undefined} */ #unheard;
  /** What the engine was told of the settings. */
  #told = '';

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
    on(hands, 'release', ({ pitch, now }) => this.#released(pitch, now));
    on(hands, 'end', ({ pitch, now }) => this.#ends(pitch, now));
    on(hands, 'pedal', ({ now }) => this.#pedalled(now));
    on(connection, 'phrase', (message) => this.#phraseOver(message));
    on(connection, 'begin', (message) => this.#begins(message));
    on(connection, 'on', (message) => this.#arrived(message));
    on(connection, 'off', (message) => this.#expected(message)?.release(message));
    on(connection, 'pedal', (message) => this.#pedalMoves(message));
    on(connection, 'end', (message) => this.#answered(message));
    on(connection, 'refused', (message) => this.#refused(message));
    on(connection, 'closed', ({ reason }) => this.#lost(reason));
    settings.addEventListener('change', () => {
      if (this.state === 'listening') this.#tellSettings();
    });
  }

  get piece() {
    return this.history.piece;
  }

  /** Everything to show: the piece, what is being played, what is being answered. */
  get shown() {
    const base = this.state === 'listening' ? this.#base : (this.answering?.base ?? this.piece);
    return { base, phrase: this.phrase?.notes ?? [], answer: (this.answering ?? this.beside)?.items ?? [] };
  }

  /** Whether the last answer may be asked for once more, or another take of it be chosen. */
  get canTakeAnother() {
    return this.state !== 'listening' && !this.answering && pieces.lastTurn(this.piece)?.side === 'amadeus';
  }

  /** The model's turn: to what was just played, or from where the cursor is. */
  answer() {
    if (this.state === 'answering') return;
    if (this.state === 'listening') {
      this.#tellSettings();
      this.connection.send({ type: 'now', id: this.#ids });
      return;
    }
    this.player.stop();
    const at = this.#place();
    this.#ask(at, this.cursor === null ? this.piece : pieces.cutAt(this.piece, at), false);
  }

  /** The same question once more, answered differently. Not while a phrase is being played, which is no question yet. */
  another() {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || !this.canTakeAnother) return;
    this.player.stop();
    this.settings.nextSeed();
    const base = { turns: this.piece.turns.slice(0, -1) };
    if (this.piece !== this.#known || this.#control !== JSON.stringify(this.settings.control)) {
      this.#ask(turn.start, base, true);
      return;
    }
    // The engine remembers what it answered.
    this.#expect(turn.start, base, true);
    this.#tellSettings();
    this.connection.send({ type: 'again', id: this.#ids });
    this.#become('answering');
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
    if (this.state === 'listening') {
      this.connection.send({ type: 'stop', id: this.#ids });
      this.#endPhrase();
      this.#known = null;
    }
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
    else if (this.#unheard !== undefined) this.#endUnheard();
    this.phrase?.strike(pitch, velocity, this.player.positionAt(now));
    this.connection.send({ type: 'strike', at: seconds(now), pitch, velocity });
    this.#changed();
  }

  /** @param {number} pitch @param {number} now */
  #released(pitch, now) {
    if (this.state === 'listening') this.connection.send({ type: 'release', at: seconds(now), pitch });
    this.#changed();
  }

  /** @param {number} pitch @param {number} now */
  #ends(pitch, now) {
    this.phrase?.end(pitch, this.player.positionAt(now));
    this.#changed();
  }

  /** @param {number} now */
  #pedalled(now) {
    if (this.state === 'listening') this.#tellPedal(now);
    this.#changed();
  }

  /** @param {number} now */
  #tellPedal(now) {
    this.connection.send({ type: 'pedal', at: seconds(now), down: this.hands.pedalDown });
  }

  /** @param {number} now when the first key went down: the phrase starts exactly there */
  #listen(now) {
    const interrupting = this.state === 'answering' && this.player.running;
    const at = interrupting ? this.player.positionAt(now) : this.#place();
    if (this.answering) this.#break(at);
    else if (interrupting) this.#cut(at);
    this.#base = this.cursor === null || interrupting ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.player.start(at, [], true, now);
    this.phrase = new Phrase(at);
    this.#tellSettings();
    this.connection.send({ type: 'listen', id: ++this.#ids, at: seconds(now), ...this.#news(this.#base, at) });
    this.#tellPedal(now);
    this.#become('listening');
  }

  /** What the engine has to be told of a piece: nothing where it knows it. @param {pieces.Piece} base @param {number} at */
  #news(base, at) {
    const control = JSON.stringify(this.settings.control);
    const isNews = base !== this.#known || control !== this.#control;
    this.#known = base;
    this.#control = control;
    return isNews ? heard(base, at) : {};
  }

  /** What is left of an answer that was all told already, when the player breaks in. @param {number} at */
  #cut(at) {
    const knew = this.#known === this.piece;
    this.history.push(pieces.cutAt(this.piece, at));
    if (knew) this.#known = this.piece;
  }

  #endPhrase() {
    clearTimeout(this.#unheard);
    this.#unheard = undefined;
    const { phrase, beside } = this;
    this.phrase = this.beside = null;
    if (phrase) {
      const knew = this.#known === this.#base;
      const notes = phrase.heard(this.player.position);
      const base = beside?.items.length
        ? pieces.withTurn(this.#base, 'amadeus', beside.items[0].start, beside.take(this.player.position))
        : this.#base;
      this.history.push(pieces.withTurn(base, 'you', phrase.start, { notes, seed: 0 }));
      if (knew) this.#known = this.piece;
    }
    this.state = 'idle';
  }

  /** The engine found that the phrase is over. @param {{id: number, rule: string, waited: number, answered: boolean}} message */
  #phraseOver({ id, rule, waited, answered }) {
    if (id !== this.#ids || this.state !== 'listening') return;
    this.over = { rule, waited };
    this.#endPhrase();
    if (!answered) {
      this.player.stop();
      this.#become('idle');
      return;
    }
    this.answering = new Answer(id, this.player.position, this.settings.taste.seed, this.piece, false);
    this.#become('answering');
  }

  #tellSettings() {
    const { mode, auto, follow, pause, length, taste, control } = this.settings;
    const settings = {
      mode,
      answers: auto,
      follow,
      silence: pause,
      ...(length ? { length } : {}),
      taste,
      pace: this.player.rate,
      ...(control ? { control } : {}),
    };
    const told = JSON.stringify(settings);
    if (told === this.#told) return;
    this.#told = told;
    this.connection.send({ type: 'settings', ...settings });
  }

  /**
   * @param {number} at
   * @param {pieces.Piece} base
   * @param {boolean} anotherTake
   */
  #ask(at, base, anotherTake) {
    const { taste, length, control } = this.settings;
    this.#expect(at, base, anotherTake);
    this.#tellSettings();
    this.connection.send({
      type: 'answer',
      id: this.#ids,
      ...heard(base, at),
      ...(length ? { seconds: length } : { like: round(pieces.lastSeconds(base)) }),
      ...(control ? { control } : {}),
      taste,
      pace: this.player.rate,
    });
    this.#known = base;
    this.#control = JSON.stringify(control);
    this.#become('answering');
  }

  /** @param {number} at @param {pieces.Piece} base @param {boolean} anotherTake */
  #expect(at, base, anotherTake) {
    this.over = null;
    this.answering = new Answer(++this.#ids, at, this.settings.taste.seed, base, anotherTake);
    this.cursor = null;
  }

  /** The answer that a message speaks of, or what is played beside the phrase, if it is still wanted. @param {any} message */
  #expected(message) {
    const heard = this.answering ?? this.beside;
    return heard?.id === message.id ? heard : null;
  }

  /** The answer's first note is about to sound. @param {{id: number, seed: number, at: number}} message */
  #begins(message) {
    const ahead = (message.at - performance.now() / 1000) * this.player.rate;
    if (this.state === 'listening' && message.id === this.#ids) {
      this.beside ??= new Answer(message.id, 0, message.seed, this.#base, false);
      this.beside.start = this.player.position + ahead;
      return;
    }
    const answer = this.#expected(message);
    if (!answer) return;
    answer.seed = message.seed;
    // After a phrase the piece's time has gone on; asked for, the answer has its place.
    if (this.player.running) answer.start = this.player.position + ahead;
    this.player.start(answer.start - ahead, [], true);
  }

  /** @param {any} message */
  #arrived(message) {
    const answer = this.#expected(message);
    if (!answer) return;
    this.player.add(answer.strike(message));
    this.#changed();
  }

  /** @param {{id: number, at: number, down: boolean}} message */
  #pedalMoves(message) {
    const answer = this.#expected(message);
    if (answer) this.player.pedal(answer.start + message.at, message.down);
  }

  /** @param {any} message */
  #answered(message) {
    const answer = this.#expected(message);
    // What is played beside a phrase is kept with it.
    if (!answer || answer === this.beside) return;
    this.#keep(answer.take());
    this.player.open = false;
    if (answer.items.length === 0) this.player.stop();
    this.#become(this.player.running ? 'answering' : 'idle');
    this.settings.nextSeed();
    if (answer.items.length === 0) this.#say('Amadeus has nothing to say to this. Another seed or setting may help.');
  }

  /** Ends an answer that still arrives; what there is of it up to a time stays. @param {number} until */
  #interrupt(until) {
    const answer = this.answering;
    if (!answer) return;
    this.connection.send({ type: 'stop', id: answer.id });
    this.#break(until);
    this.#known = null;
  }

  /** Keeps what was heard of an answer that still arrives. @param {number} until */
  #break(until) {
    if (!this.answering) return;
    this.#keep(this.answering.take(until));
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
    this.#known = this.piece;
  }

  /** A message was refused: a turn's own, or one that may have been its. @param {any} message */
  #refused({ id, reason }) {
    if (id !== undefined && id !== this.#ids) return;
    if (this.answering) this.connection.send({ type: 'stop', id: this.answering.id });
    this.#lost(reason);
  }

  /** The engine knows nothing any more. @param {string} reason */
  #lost(reason) {
    this.#known = null;
    this.#told = '';
    this.beside?.cut(this.player.position);
    if (this.state === 'listening') this.#endUnheard();
    this.#failed(reason);
  }

  /** Nobody hears the phrase: it ends when nothing is struck for long. */
  #endUnheard() {
    clearTimeout(this.#unheard);
    this.#unheard = setTimeout(() => this.stop(), UNHEARD);
  }

  /** Nothing more of an answer will come. @param {string} reason */
  #failed(reason) {
    if (this.answering) {
      this.#keep(this.answering.take());
      this.#known = null;
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

/** A moment in seconds, as messages have it. @param {number} milliseconds */
const seconds = (milliseconds) => Math.round(milliseconds * 10) / 1e4;
