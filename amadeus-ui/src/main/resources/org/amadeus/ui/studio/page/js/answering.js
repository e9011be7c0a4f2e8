/** The model's turn: what is asked of the engine, and what it answers as it arrives, which becomes part of the piece. */
import { Answer } from './answer.js';
import { on } from './on.js';
import * as pieces from './piece.js';
import { round } from './question.js';

export class Answering {
  /** The answer that still arrives. @type {Answer | null} */ answer = null;
  /** What is played with the phrase while it is played. @type {Answer | null} */ beside = null;
  /**
   * What decided that the phrase was over, as the engine says it; when, seconds; and the piece then.
   * @type {{rule: string, waited: number, answered: boolean, at: number, piece: pieces.Piece} | null}
   */
  over = null;
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
    on(connection, 'begin', (message) => this.#begins(message));
    on(connection, 'on', (message) => this.#arrived(message));
    on(connection, 'off', (message) => this.#expected(message)?.release(message));
    on(connection, 'pedal', (message) => this.#pedalMoves(message));
    on(connection, 'end', (message) => this.#ended(message));
    on(connection, 'refused', (message) => this.#refused(message));
    on(connection, 'closed', ({ reason }) => this.#lost(reason));
  }

  get #player() {
    return this.#studio.player;
  }

  /**
   * The model's turn, from a piece on.
   * @param {number} at
   * @param {pieces.Piece} base
   * @param {boolean} anotherTake
   */
  ask(at, base, anotherTake) {
    const { taste, length, control } = this.#studio.settings;
    this.#expect(this.#session.next(), at, base, anotherTake);
    this.over = null;
    this.#session.settings();
    this.#session.send({
      type: 'answer',
      id: this.#session.id,
      ...this.#session.all(base, at),
      ...(length ? { seconds: length } : { like: round(pieces.lastSeconds(base)) }),
      ...(control ? { control } : {}),
      taste,
      pace: this.#player.rate,
    });
    this.#studio.become('answering');
  }

  /** The last turn once more, differently. @param {pieces.Turn} turn */
  askAgain(turn) {
    const { piece } = this.#studio;
    const base = { turns: piece.turns.slice(0, -1) };
    if (!this.#session.knows(piece)) {
      this.ask(turn.start, base, true);
      return;
    }
    // The engine remembers what it answered.
    this.#expect(this.#session.next(), turn.start, base, true);
    this.over = null;
    this.#session.settings();
    this.#session.send({ type: 'again', id: this.#session.id });
    this.#studio.become('answering');
  }

  /** A phrase is over. @param {{rule: string, waited: number, answered: boolean}} message */
  phraseOver({ rule, waited, answered }) {
    const { player, piece } = this.#studio;
    this.over = { rule, waited, answered, at: player.position, piece };
    if (answered) this.#expect(this.#session.id, player.position, piece, false);
    else player.stop();
    this.#studio.become(answered ? 'answering' : 'idle');
  }

  /** Ends the answer that is under way; what arrived of it stays. */
  stop() {
    if (!this.answer) return;
    this.#session.send({ type: 'stop', id: this.answer.id });
    this.#break(Infinity);
    this.#session.forget();
  }

  /** The player goes on: what was heard of an answer stays. @param {number} at @param {boolean} heard whether it is being heard */
  giveWay(at, heard) {
    if (this.answer) {
      this.#break(at);
    } else if (heard) {
      // All of it was told already.
      const { piece, history } = this.#studio;
      history.push(pieces.cutAt(piece, at));
      this.#session.goesOn(piece, history.piece);
    }
  }

  /** What was played beside the phrase, which is over now. */
  endBeside() {
    const { beside } = this;
    this.beside = null;
    return beside?.items.length ? { start: beside.items[0].start, take: beside.take(this.#player.position) } : null;
  }

  /** @param {number} id @param {number} at @param {pieces.Piece} base @param {boolean} anotherTake */
  #expect(id, at, base, anotherTake) {
    this.answer = new Answer(id, at, this.#studio.settings.taste.seed, base, anotherTake);
    this.#studio.cursor = null;
  }

  /** The answer that a message speaks of, or what is played beside the phrase, if it is still wanted. @param {any} message */
  #expected(message) {
    const heard = this.answer ?? this.beside;
    return heard?.id === message.id ? heard : null;
  }

  /** The answer's first note is about to sound. @param {{id: number, seed: number, at: number}} message */
  #begins(message) {
    const player = this.#player;
    const ahead = (message.at - performance.now() / 1000) * player.rate;
    if (this.#studio.state === 'listening' && message.id === this.#session.id) {
      this.beside ??= new Answer(message.id, 0, message.seed, this.#studio.listening.base, false);
      this.beside.start = player.position + ahead;
      return;
    }
    const answer = this.#expected(message);
    if (!answer) return;
    answer.seed = message.seed;
    // After a phrase the piece's time has gone on; asked for, the answer has its place.
    if (player.running) answer.start = player.position + ahead;
    player.start(answer.start - ahead, [], true);
  }

  /** @param {any} message */
  #arrived(message) {
    const answer = this.#expected(message);
    if (!answer) return;
    this.#player.add(answer.strike(message));
    this.#studio.changed();
  }

  /** @param {{id: number, at: number, down: boolean}} message */
  #pedalMoves(message) {
    const answer = this.#expected(message);
    if (answer) this.#player.pedal(answer.start + message.at, message.down);
  }

  /** @param {any} message */
  #ended(message) {
    const answer = this.#expected(message);
    // What is played beside a phrase is kept with it.
    if (!answer || answer === this.beside) return;
    const player = this.#player;
    this.#keep(answer.take());
    player.open = false;
    if (answer.items.length === 0) player.stop();
    this.#studio.become(player.running ? 'answering' : 'idle');
    this.#studio.settings.nextSeed();
    if (answer.items.length === 0) this.#studio.say('Amadeus has nothing to say to this. Another seed or setting may help.');
  }

  /** Keeps what was heard of an answer that still arrives. @param {number} until */
  #break(until) {
    if (!this.answer) return;
    this.#keep(this.answer.take(until));
    this.#player.stop();
  }

  /** @param {pieces.Take} take */
  #keep(take) {
    const { history } = this.#studio;
    const { answer } = this;
    this.answer = null;
    if (!answer || take.notes.length === 0) return;
    history.push(
      answer.anotherTake ? pieces.withTake(history.piece, take) : pieces.withTurn(answer.base, 'amadeus', answer.start, take),
    );
    this.#session.played(history.piece);
  }

  /** A message was refused: a turn's own, or one that may have been its. @param {any} message */
  #refused(message) {
    if (!this.#session.concerns(message)) return;
    if (this.answer) this.#session.send({ type: 'stop', id: this.answer.id });
    this.#lost(message.reason);
  }

  /** The engine knows nothing any more, nothing more will come. @param {string} reason */
  #lost(reason) {
    this.#session.forgetAll();
    this.beside?.cut(this.#player.position);
    if (this.answer) {
      this.#break(Infinity);
      this.#session.forget();
      this.#studio.become('idle');
    }
    if (reason) this.#studio.say(reason);
  }
}
