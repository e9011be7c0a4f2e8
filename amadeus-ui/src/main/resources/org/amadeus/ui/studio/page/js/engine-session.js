/** What is said to the engine. Of the settings and the piece it is told once, as long as it knows them. */
import { heard } from './question.js';

/** @typedef {import('./piece.js').Piece} Piece */

export class EngineSession {
  /** The piece as the engine knows it, having heard and played it. @type {Piece | null} */ #known = null;
  /** What was asked of the model when it was told of that piece. */
  #control = '';
  #settingsTold = '';
  /** Which turn is under way: every message about it carries its number. */
  id = 0;
  #connection;
  #player;
  #settings;

  /**
   * @param {import('./main.js').Engine} connection
   * @param {import('./player.js').Player} player
   * @param {import('./settings.js').Settings} settings
   */
  constructor(connection, player, settings) {
    this.#connection = connection;
    this.#player = player;
    this.#settings = settings;
  }

  /** @param {object} message */
  send(message) {
    this.#connection.send(message);
  }

  /** Another turn begins: its number. */
  next() {
    return ++this.id;
  }

  /** Whether a message is of the turn that is under way, or may be. @param {{id?: number}} message */
  concerns({ id }) {
    return id === undefined || id === this.id;
  }

  settings() {
    const { mode, auto, follow, pause, length, taste, control, beats, bars, grid } = this.#settings;
    const settings = {
      mode,
      answers: auto,
      follow,
      silence: pause,
      ...(length ? { length } : {}),
      taste,
      pace: this.#player.rate,
      ...(control ? { control } : {}),
      ...(beats ? { beats } : {}),
      ...(bars ? { bars } : {}),
      ...(grid ? { grid } : {}),
    };
    const told = JSON.stringify(settings);
    if (told === this.#settingsTold) return;
    this.#settingsTold = told;
    this.send({ type: 'settings', ...settings });
  }

  /** Whether the engine knows a piece, and plays by the guide of now. @param {Piece} piece */
  knows(piece) {
    return piece === this.#known && this.#control === JSON.stringify(this.#settings.control);
  }

  /** What it has to be told of a piece, up to a time: nothing where it knows it. @param {Piece} piece @param {number} at */
  news(piece, at) {
    return this.knows(piece) ? {} : this.all(piece, at);
  }

  /** The piece up to a time, for an engine that forgets what it knew. @param {Piece} piece @param {number} at */
  all(piece, at) {
    this.#known = piece;
    this.#control = JSON.stringify(this.#settings.control);
    return heard(piece, at);
  }

  /** What the engine knew became this by what it heard and played. @param {Piece} before @param {Piece} piece */
  goesOn(before, piece) {
    if (this.#known === before) this.#known = piece;
  }

  /** The engine played this itself. @param {Piece} piece */
  played(piece) {
    this.#known = piece;
  }

  /** It heard what is no part of the piece. */
  forget() {
    this.#known = null;
  }

  /** It knows nothing any more, the settings neither. */
  forgetAll() {
    this.#known = null;
    this.#settingsTold = '';
  }
}
