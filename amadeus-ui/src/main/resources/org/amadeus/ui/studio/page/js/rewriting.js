/** A stretch that the model writes anew: what is asked of the engine, and what becomes of its reply. */
import { rewritten } from './editing.js';
import { on } from './on.js';
import { around } from './question.js';

/** How long before the stretch it is played from then, seconds. */
const RUN_UP = 1.5;

export class Rewriting {
  /** @type {{id: number, from: number, to: number} | null} */ #asked = null;
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
    on(connection, 'rewritten', (message) => this.#done(message));
    on(connection, 'refused', (message) => session.concerns(message) && this.#lost());
    on(connection, 'closed', () => this.#lost());
  }

  /** @param {{from: number, to: number}} stretch seconds */
  ask({ from, to }) {
    const { settings, player, piece } = this.#studio;
    const { taste, control } = settings;
    player.stop();
    this.#session.settings();
    this.#asked = { id: this.#session.next(), from, to };
    this.#session.send({
      type: 'rewrite',
      id: this.#asked.id,
      ...around(piece, from, to),
      ...(control ? { control } : {}),
      taste,
      pace: player.rate,
    });
    this.#session.forget();
    this.#studio.become('rewriting');
  }

  /** It is not wanted any more; a turn that begins ends it in the engine too. */
  giveUp() {
    this.#asked = null;
  }

  stop() {
    if (this.#asked) this.#session.send({ type: 'stop', id: this.#asked.id });
    this.#asked = null;
  }

  /** @param {{id: number, seed: number, take: number, likelihoods: number[], notes: number[][]}} message */
  #done({ id, seed, take, likelihoods, notes: rows }) {
    const { history, settings } = this.#studio;
    if (this.#asked?.id !== id) return;
    const { from, to } = this.#asked;
    this.#asked = null;
    settings.nextSeed();
    if (rows.length === 0) {
      this.#studio.become('idle');
      this.#studio.say('Amadeus leaves this stretch silent; it stays as it was. Another seed or setting may help.');
      return;
    }
    const notes = rows.map(([start, end, pitch, velocity]) => ({ start: from + start, end: from + end, pitch, velocity }));
    history.push(rewritten(history.piece, from, to, { notes, seed }));
    this.#studio.play(Math.max(0, from - RUN_UP));
    const best = likelihoods.length > 0 ? ` Of ${likelihoods.length} takes, number ${take + 1} leads best to what follows.` : '';
    this.#studio.say(`Rewritten.${best} R takes another.`);
  }

  #lost() {
    if (!this.#asked) return;
    this.#asked = null;
    this.#studio.become('idle');
  }
}
