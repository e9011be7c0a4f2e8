/** What the page says of the studio's state: buttons, counts, takes, the list of notes, the model's card. */
import { input, the } from './dom.js';
import * as pieces from './piece.js';
import { nameOf } from './scales.js';

/** A browser takes long to lay out a longer list. */
const MOST_LISTED = 3000;

/** @type {Record<import('./studio.js').State, string>} */
const SAID = {
  idle: 'Your turn.',
  listening: 'Listening…',
  answering: 'Amadeus is answering.',
  rewriting: 'Amadeus rewrites the stretch…',
  playing: 'Playing.',
};

export class View {
  #studio;
  #listed = pieces.EMPTY;
  #listedRate = 1;
  /** What was said last that is no state: a refusal, a hint. It stays until the next state. */
  #word = '';
  #state = '';

  /** @param {import('./studio.js').Studio} studio */
  constructor(studio) {
    this.#studio = studio;
    studio.addEventListener('change', () => this.show());
    studio.addEventListener('say', (event) => this.say(/** @type {CustomEvent} */ (event).detail));
    the('list-box').addEventListener('toggle', () => this.#list());
  }

  /** @param {string} word */
  say(word) {
    this.#word = word;
    the('status').classList.add('alert');
    the('status').textContent = word;
  }

  /** @param {string} word what holds no longer; where something else was said last, that stays */
  unsay(word) {
    if (this.#word !== word) return;
    this.#word = '';
    this.show();
  }

  show() {
    const { state, piece, history, shown, hands, player } = this.#studio;
    document.body.dataset.state = state;
    if (state !== this.#state || !this.#word) {
      this.#state = state;
      this.#word = '';
      the('status').classList.remove('alert');
      const cursor = this.#studio.cursor;
      const said = state === 'idle' && cursor !== null ? `Going on from ${(cursor / player.rate).toFixed(1)} s.` : saidOf(this.#studio);
      if (the('status').textContent !== said) the('status').textContent = said;
    }
    const yours = pieces.notes(shown.base, 'you').length + shown.phrase.length;
    const theirs = pieces.notes(shown.base, 'amadeus').length + shown.answer.length;
    the('count-you').textContent = String(yours);
    the('count-amadeus').textContent = String(theirs);
    the('invite').hidden = yours + theirs > 0 || state !== 'idle';
    const empty = piece.turns.length === 0;
    for (const id of ['save-midi', 'save-wav', 'clear']) the(id).disabled = empty;
    the('play').disabled = empty && state === 'idle';
    the('play-label').textContent = state === 'idle' ? 'Play' : 'Stop';
    the('play-icon').setAttribute('href', state === 'idle' ? '#i-play' : '#i-stop');
    the('answer').disabled = state === 'answering' || state === 'rewriting';
    the('answer-label').textContent = answerLabel(this.#studio);
    the('another').disabled = !this.#studio.canTakeAnother;
    input('pedal').checked = hands.pedalDown;
    the('undo').disabled = !history.canUndo;
    the('redo').disabled = !history.canRedo;
    this.#showTakes();
    if (the('list-box').hasAttribute('open')) this.#list();
  }

  #showTakes() {
    const turn = pieces.lastTurn(this.#studio.piece);
    const takes = turn?.takes ?? [];
    const box = the('takes');
    box.hidden = takes.length < 2;
    const busy = !this.#studio.canTakeAnother;
    const key = `${takes.length}/${turn?.chosen}/${busy}`;
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    const chips = takes.map((take, i) => {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.className = 'chip';
      chip.textContent = `Take ${i + 1}`;
      chip.title = `Seed ${take.seed}, ${take.notes.length} ${take.notes.length === 1 ? 'note' : 'notes'} (${i + 1})`;
      chip.setAttribute('aria-pressed', String(i === turn?.chosen));
      chip.disabled = busy;
      chip.addEventListener('click', () => this.#studio.choose(i));
      return chip;
    });
    box.replaceChildren(...chips);
  }

  /** The same notes for eyes and ears that a picture does not serve. */
  #list() {
    const { piece, player } = this.#studio;
    const { rate } = player;
    if ((piece === this.#listed && rate === this.#listedRate) || !the('list-box').hasAttribute('open')) return;
    this.#listed = piece;
    this.#listedRate = rate;
    const time = (/** @type {number} */ music) => (music / rate).toFixed(2);
    const rows = [...sided(piece, 'you', 'You'), ...sided(piece, 'amadeus', 'Amadeus')].sort((a, b) => a.note.start - b.note.start);
    const listed = rows.slice(-MOST_LISTED);
    the('list-says').hidden = listed.length === rows.length;
    the('list-says').textContent = `The last ${listed.length} of ${rows.length} notes; MIDI saves them all.`;
    the('list').replaceChildren(
      ...listed.map(({ who, side, note }) => {
        const row = document.createElement('tr');
        row.className = side;
        for (const text of [who, nameOf(note.pitch), time(note.start), time(note.end), String(note.velocity)]) {
          const cell = document.createElement('td');
          cell.textContent = text;
          row.append(cell);
        }
        return row;
      }),
    );
  }

  /** @param {Record<string, string>} card */
  showModel(card) {
    const entries = Object.entries(card).filter(([name]) => name !== 'precision');
    the('precision').textContent = card.precision ?? '';
    the('card').replaceChildren(
      ...entries.flatMap(([name, value]) => {
        const term = document.createElement('dt');
        const text = document.createElement('dd');
        term.textContent = name;
        text.textContent = value;
        return [term, text];
      }),
    );
  }
}

/** @param {pieces.Piece} piece @param {pieces.Side} side @param {string} who */
const sided = (piece, side, who) => pieces.notes(piece, side).map((note) => ({ who, side, note }));

/** @param {import('./studio.js').Studio} studio */
function answerLabel({ state, piece, cursor }) {
  if (state === 'answering') return 'Answering…';
  if (state === 'listening') return 'Answer now';
  if (cursor !== null) return 'Go on from here';
  if (piece.turns.length === 0) return 'Amadeus begins';
  return pieces.lastTurn(piece)?.side === 'amadeus' ? 'Go on' : 'Answer';
}

/** @param {import('./studio.js').Studio} studio */
function saidOf({ state, piece, answering: { over } }) {
  const isNews = over && (state === 'answering' || (state === 'idle' && !over.answered && over.piece === piece));
  return isNews ? `${SAID[state]} ${becauseOf(over)}${tempoOf(over)}` : SAID[state];
}

/**
 * A phrase that is over: which rule decided that, and the tempo it was played in, where that is known.
 * @typedef {{rule: string, waited: number, tempo?: number, beatsPerBar?: number, sure?: boolean}} Over
 */

/** @param {Over} over */
function tempoOf({ tempo, beatsPerBar, sure }) {
  if (!tempo) return '';
  return ` ${sure ? 'Tempo' : 'Tempo, perhaps,'} ${Math.round(tempo)}, in ${beatsPerBar}.`;
}

/** Which rule decided that the phrase was over. @param {Over} over */
function becauseOf({ rule, waited }) {
  const seconds = `${waited.toFixed(1)} s`;
  /** @type {Record<string, string>} */
  const because = {
    silence: `No key moved for ${seconds}, the pause that is set.`,
    pause: `You paused for ${seconds}, longer than within the phrase.`,
    held: `You held the keys for ${seconds}.`,
    asked: 'You asked for it.',
  };
  return because[rule] ?? '';
}
