/**
 * The studio as the page shows it: the piece, what was done to it, who plays now. Tells of every change by a {@code change}
 * event, of what to say to the player by {@code say}.
 */
import { Answering } from './answering.js';
import { History } from './history.js';
import { Listening } from './listening.js';
import { on } from './on.js';
import * as pieces from './piece.js';
import { Rewriting } from './rewriting.js';
import { EngineSession } from './engine-session.js';

/** @typedef {'idle' | 'listening' | 'answering' | 'rewriting' | 'playing'} State answering lasts until the answer has been heard */

/** A breath between two turns, seconds. */
const BREATH = 0.35;

export class Studio extends EventTarget {
  /** @type {State} */ state = 'idle';
  history = new History();
  /** Where to go on from, or null for the end. @type {number | null} */ cursor = null;

  /**
   * @param {import('./main.js').Engine} connection
   * @param {import('./player.js').Player} player
   * @param {import('./hands.js').Hands} hands
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connection, player, hands, settings) {
    super();
    this.player = player;
    this.hands = hands;
    this.settings = settings;
    const session = new EngineSession(connection, player, settings);
    this.listening = new Listening(this, connection, session);
    this.rewriting = new Rewriting(this, connection, session);
    this.answering = new Answering(this, connection, session);
    on(player, 'ended', () => this.#ended());
  }

  get piece() {
    return this.history.piece;
  }

  /** Everything to show: the piece, what is being played, what is being answered. */
  get shown() {
    const { phrase, base } = this.listening;
    const { answer, beside } = this.answering;
    return {
      base: this.state === 'listening' ? base : (answer?.base ?? this.piece),
      phrase: phrase?.notes ?? [],
      answer: (answer ?? beside)?.items ?? [],
    };
  }

  /** Whether a turn is under way, or a stretch is being rewritten. */
  get #isBusy() {
    return this.state === 'listening' || this.state === 'rewriting' || this.answering.answer !== null;
  }

  /** Where the next turn begins, seconds. */
  get place() {
    const end = pieces.endOf(this.piece);
    return this.cursor ?? (end > 0 ? end + BREATH : 0);
  }

  /** Whether the last answer may be asked for once more, or another take of it be chosen. */
  get canTakeAnother() {
    return !this.#isBusy && pieces.lastTurn(this.piece)?.side === 'amadeus';
  }

  /** The model's turn: to what was just played, or from where the cursor is. */
  answer() {
    if (this.state === 'answering' || this.state === 'rewriting') return;
    if (this.state === 'listening') {
      this.listening.hurry();
      return;
    }
    this.player.stop();
    const at = this.place;
    this.answering.ask(at, this.cursor === null ? this.piece : pieces.cutAt(this.piece, at), false);
  }

  /** The same question once more, answered differently. Not while a phrase is being played, which is no question yet. */
  another() {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || !this.canTakeAnother) return;
    this.player.stop();
    this.settings.nextSeed();
    this.answering.askAgain(turn);
  }

  /** Plays the piece from the cursor, or stops whatever goes on. */
  playOrStop() {
    if (this.state !== 'idle') {
      this.stop();
      return;
    }
    const end = pieces.endOf(this.piece);
    if (end === 0) return;
    this.play(this.cursor !== null && this.cursor < end - 0.1 ? this.cursor : 0);
  }

  /** @param {number} from seconds */
  play(from) {
    const of = (/** @type {pieces.Side} */ side) => pieces.notes(this.piece, side).map((note) => ({ ...note, side }));
    this.player.start(from, [...of('you'), ...of('amadeus')].sort((a, b) => a.start - b.start));
    this.become('playing');
  }

  stop() {
    this.listening.stop();
    this.rewriting.stop();
    this.answering.stop();
    this.player.stop();
    this.become('idle');
  }

  /** Silence at once: keys and pedal up, whatever they are held by. */
  panic() {
    this.stop();
    this.hands.clear();
    this.changed();
  }

  /** @param {number} index */
  choose(index) {
    const turn = pieces.lastTurn(this.piece);
    if (!turn || !this.canTakeAnother || turn.takes.length < 2 || index >= turn.takes.length) return;
    if (index !== turn.chosen) this.history.push(pieces.choosing(this.piece, index));
    this.play(turn.start);
  }

  /**
   * Music from elsewhere, after what there is or from the cursor on. It is answered where the last turn is yours.
   * @param {Record<pieces.Side, readonly pieces.Note[]>} sides times from 0 s, as it is to be heard at the tempo of now
   */
  bring(sides) {
    this.stop();
    const at = this.place;
    const { rate } = this.player;
    const moved = (/** @type {readonly pieces.Note[]} */ notes) =>
      notes.map((note) => ({ ...note, start: note.start * rate + at, end: note.end * rate + at }));
    const base = this.cursor === null ? this.piece : pieces.cutAt(this.piece, at);
    this.cursor = null;
    this.history.push(pieces.withMusic(base, { you: moved(sides.you), amadeus: moved(sides.amadeus) }));
    this.changed();
    if (this.settings.auto && pieces.lastTurn(this.piece)?.side === 'you') this.answer();
  }

  /** Begins with a piece that was kept; false where another was begun already. @param {pieces.Piece} piece */
  restore(piece) {
    if (this.state !== 'idle' || this.piece !== pieces.EMPTY) return false;
    this.history.begin(piece);
    this.changed();
    return true;
  }

  /** The piece as it was changed by hand; what is played goes on. @param {pieces.Piece} piece */
  edit(piece) {
    this.history.push(piece);
    if (this.cursor !== null && this.cursor >= pieces.endOf(piece)) this.cursor = null;
    if (this.state === 'playing') this.play(this.player.position);
    else this.changed();
  }

  /** @param {'undo' | 'redo'} which */
  step(which) {
    this.stop();
    this.history[which]();
    this.cursor = null;
    this.changed();
  }

  clear() {
    this.stop();
    this.history.push(pieces.EMPTY);
    this.cursor = null;
    this.changed();
  }

  /** @param {number | null} time */
  moveTo(time) {
    if (this.state !== 'idle' && this.state !== 'playing') return;
    const end = pieces.endOf(this.piece);
    this.cursor = time === null || time >= end ? null : Math.max(0, time);
    if (this.state === 'playing') this.play(this.cursor ?? end);
    this.changed();
  }

  #ended() {
    if (this.state === 'playing' || this.state === 'answering') this.become('idle');
  }

  /** @param {State} state */
  become(state) {
    this.state = state;
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** @param {string} word */
  say(word) {
    this.dispatchEvent(new CustomEvent('say', { detail: word }));
  }
}
