/**
 * The call and response: who plays now, what was played, what is asked of the server. Tells of every change by a
 * {@code change} event, of what to say to the player by {@code say}.
 */
import { Answer } from './answer.js';
import * as pieces from './piece.js';
import { Phrase } from './phrase.js';

/** @typedef {'idle' | 'listening' | 'answering' | 'playing'} State answering lasts until the answer has been heard */

/** The server takes no more notes of the past than it can use. */
const MOST_NOTES = 1500;
/** A breath between two turns, seconds. */
const BREATH = 0.35;

export class Studio extends EventTarget {
  /** @type {State} */ state = 'idle';
  history = new pieces.History();
  /** Where to go on from, or null for the end. @type {number | null} */ cursor = null;
  /** @type {Phrase | null} */ phrase = null;
  /** The answer that still arrives. @type {Answer | null} */ answering = null;
  #base = pieces.EMPTY;
  #ids = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence;
  #told = 0;

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
    player.addEventListener('ended', () => this.#ended());
    this.#on('on', (message) => this.#arrived(message));
    this.#on('off', (message) => this.#expected(message)?.release(message));
    this.#on('end', (message) => this.#answered(message));
    this.#on('refused', (message) => this.#failed(message.reason));
    this.#on('closed', (message) => this.#failed(message.idle ? '' : 'The studio is not running. It will be back when it is.'));
  }

  get piece() {
    return this.history.piece;
  }

  /** Everything to show: the piece, what is being played, what is being answered. */
  get shown() {
    const base = this.state === 'listening' ? this.#base : (this.answering?.base ?? this.piece);
    return { base, phrase: this.phrase?.notes ?? [], answer: this.answering?.items ?? [] };
  }

  /** @param {number} pitch @param {number} velocity @param {number} [now] when the key went down, {@link momentOf} */
  press(pitch, velocity, now = performance.now()) {
    this.hands.press(pitch, velocity);
    if (this.state !== 'listening') this.#listen(now);
    clearTimeout(this.#silence);
    this.phrase?.press(pitch, velocity, this.player.positionAt(now));
    this.#changed();
  }

  /** @param {number} pitch @param {number} [now] */
  lift(pitch, now = performance.now()) {
    this.hands.lift(pitch);
    if (!this.phrase) return;
    this.phrase.lift(pitch, this.player.positionAt(now));
    this.#tell();
    this.#awaitSilence();
    this.#changed();
  }

  /** @param {boolean} down @param {number} [now] */
  pedal(down, now = performance.now()) {
    this.hands.pedal(down);
    this.phrase?.pedal(down, this.player.positionAt(now));
    this.#awaitSilence();
    this.#changed();
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

  /** The same question once more, answered differently. */
  another() {
    const turn = pieces.lastTurn(this.piece);
    if (turn?.side !== 'amadeus' || this.answering) return;
    if (this.state === 'listening') this.#endPhrase();
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

  /** @param {number} index */
  choose(index) {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || this.state === 'listening' || this.answering || index >= turn.takes.length) return;
    this.history.push(pieces.choosing(this.piece, index));
    this.#play(turn.start);
  }

  /** A phrase from elsewhere. @param {import('./piece.js').Note[]} notes from 0 s */
  bring(notes) {
    this.stop();
    const at = this.#place();
    const moved = notes.map((note) => ({ ...note, start: note.start + at, end: note.end + at }));
    const base = this.cursor === null ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.history.push(pieces.withTurn(base, 'you', at, { notes: moved, seed: 0 }));
    this.#changed();
    if (this.settings.auto) this.answer();
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

  /** @param {number} now when the first key went down: the phrase starts exactly there */
  #listen(now) {
    const interrupting = this.state === 'answering' && this.player.running;
    const at = interrupting ? this.player.positionAt(now) : this.#place();
    if (this.answering) this.#interrupt(at);
    else if (interrupting) this.history.push(pieces.cutAt(this.piece, at));
    this.#base = this.cursor === null || interrupting ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.player.start(at, [], true, now);
    this.phrase = new Phrase(at, this.hands.pedalDown);
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

  #awaitSilence() {
    clearTimeout(this.#silence);
    if (!this.phrase?.resting || this.hands.pedalDown) return;
    const after = this.settings.auto ? () => this.answer() : () => this.stop();
    this.#silence = setTimeout(after, (this.settings.auto ? this.settings.pause : 4) * 1000);
  }

  /** Lets the model follow the phrase, so that its answer needs but one step more. */
  #tell() {
    const now = performance.now();
    if (!this.phrase || now - this.#told < 150) return;
    this.#told = now;
    const until = this.player.position;
    this.connection.send({ type: 'listen', ...this.#heard(this.#base, this.phrase.heard(until), until) });
  }

  /**
   * @param {import('./piece.js').Piece} piece
   * @param {readonly import('./piece.js').Note[]} more
   * @param {number} until
   */
  #heard(piece, more, until) {
    const rows = [...pieces.notes(piece), ...more]
      .filter((note) => note.start <= until)
      .slice(-MOST_NOTES)
      .map(({ start, end, pitch, velocity }) => [round(start), round(Math.max(start, Math.min(end, until))), pitch, velocity]);
    const control = this.settings.control;
    return { notes: rows, until: round(until), ...(control ? { control } : {}) };
  }

  /**
   * @param {number} at
   * @param {import('./piece.js').Piece} base
   * @param {boolean} anotherTake
   */
  #ask(at, base, anotherTake) {
    const before = pieces.lastTurn(base);
    const phraseSeconds = before ? pieces.endOf({ turns: [before] }) - before.start : 8;
    const taste = this.settings.taste;
    const answer = new Answer(++this.#ids, at, taste.seed, base, anotherTake);
    this.answering = answer;
    this.cursor = null;
    this.connection.send({
      type: 'answer',
      id: answer.id,
      ...this.#heard(base, [], at),
      seconds: this.settings.length || Math.min(Math.max(phraseSeconds * 1.2, 3), 16),
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
  }

  /** Ends an answer that still arrives; what there is of it up to a time stays. @param {number} until */
  #interrupt(until) {
    const answer = this.answering;
    if (!answer) return;
    this.connection.send({ type: 'stop', id: answer.id });
    this.#keep(answer.take(until));
    this.player.stop();
  }

  /** @param {import('./piece.js').Take} take */
  #keep(take) {
    const answer = this.answering;
    this.answering = null;
    if (!answer || take.notes.length === 0) return;
    this.history.push(
      answer.anotherTake ? pieces.withTake(this.piece, take) : pieces.withTurn(answer.base, 'amadeus', answer.start, take),
    );
  }

  /** @param {string} reason */
  #failed(reason) {
    if (this.answering) {
      this.#keep(this.answering.take());
      this.player.stop();
      this.#become('idle');
    }
    if (reason) this.dispatchEvent(new CustomEvent('say', { detail: reason }));
  }

  /** @param {number} from */
  #play(from) {
    const items = pieces.notes(this.piece, 'you').map((note) => ({ ...note, side: /** @type {const} */ ('you') }));
    const theirs = pieces.notes(this.piece, 'amadeus').map((note) => ({ ...note, side: /** @type {const} */ ('amadeus') }));
    this.player.start(from, [...items, ...theirs].sort((a, b) => a.start - b.start));
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

  /** @param {string} type @param {(message: any) => void} listener */
  #on(type, listener) {
    this.connection.addEventListener(type, (event) => listener(/** @type {CustomEvent} */ (event).detail));
  }
}

/** A tenth of a millisecond is finer than anyone plays. @param {number} seconds */
const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
