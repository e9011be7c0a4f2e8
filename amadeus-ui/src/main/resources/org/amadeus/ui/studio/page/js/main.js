/**
 * Puts the studio together.
 *
 * @typedef {object} Messages what plays, told of by events that are named by the type of what it says
 * @property {() => void} connect
 * @property {(message: object) => void} send
 *
 * @typedef {EventTarget & Messages & import('./files.js').Engine} Engine
 */
import { ComputerKeys } from './computer-keys.js';
import { Connection } from './connection.js';
import { input, the } from './dom.js';
import { takeFiles } from './dropping.js';
import { Editor } from './editor.js';
import { readPhrase, saveMidi, saveWav } from './files.js';
import { Hands } from './hands.js';
import { KeptPiece } from './kept-piece.js';
import { Keyboard } from './keyboard.js';
import { Metronome } from './metronome.js';
import { MidiChoice } from './midi-choice.js';
import { MidiInput } from './midi-input.js';
import { MidiOutput } from './midi-output.js';
import { EMPTY } from './piece.js';
import { PieceStore } from './piece-store.js';
import { Player } from './player.js';
import { pageStorage } from './remembering.js';
import { Roll } from './roll.js';
import { SelectionBar } from './selection-bar.js';
import { Settings } from './settings.js';
import { Shortcuts } from './shortcuts.js';
import { Sound } from './sound.js';
import { Studio } from './studio.js';
import { followTheme } from './theme.js';
import { View } from './view.js';
import { keepAwake } from './wake-lock.js';
import { WorkerEngine } from './worker-engine.js';

const settings = new Settings();
const sound = new Sound();
const hands = new Hands(sound);
const player = new Player(sound);
const root = document.documentElement;
// A page that a studio serves plays with its server, any other with an engine of its own.
/** @type {Engine} */
const connection = root.dataset.engine === 'worker' ? new WorkerEngine() : new Connection();
const studio = new Studio(connection, player, hands, settings);
const view = new View(studio);
const editor = new Editor(studio);
const roll = new Roll(studio, editor);
new SelectionBar(studio, editor);
const computer = new ComputerKeys(studio, settings);
const midi = new MidiInput(studio);
sound.output = new MidiOutput(midi);
new MidiChoice(midi, sound.output, (word) => view.say(word));
new Keyboard(studio, computer);
keepAwake(studio);

const metronome = new Metronome(sound, settings);
const tune = () => {
  sound.volume = settings.volume;
  metronome.update();
  settings.beats = metronome.beats;
  if (player.rate === settings.tempo) return;
  player.rate = settings.tempo;
  roll.follow();
  view.show();
};
settings.addEventListener('change', tune);
tune();

/** Runs what may fail, and says so. @param {() => Promise<unknown>} work */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    view.say(/** @type {Error} */ (error).message);
  }
}

/** @param {string} id @param {() => void} action */
const onClick = (id, action) => the(id).addEventListener('click', action);

const goOn = (/** @type {() => void} */ action) => () => {
  sound.wake();
  roll.follow();
  action();
};
const answer = goOn(() => studio.answer());
const playOrStop = goOn(() => studio.playOrStop());
const another = goOn(() => (editor.stretch ? editor.rewrite() : studio.another()));
const undo = () => studio.step('undo');
const redo = () => studio.step('redo');
new Shortcuts({
  answer,
  playOrStop,
  another,
  undo,
  redo,
  panic: () => {
    studio.panic();
    editor.clear();
  },
  remove: () => editor.remove(),
  selectAll: () => editor.selectAll(),
  help: () => the('manual').togglePopover(),
  choose: (index) => studio.choose(index),
});
onClick('answer', answer);
onClick('play', playOrStop);
onClick('another', goOn(() => studio.another()));
onClick('undo', undo);
onClick('redo', redo);
onClick('clear', () => studio.clear());
onClick('lower', () => computer.shift(-1));
onClick('higher', () => computer.shift(1));
onClick('zoom-in', () => roll.zoom(1.4));
onClick('zoom-out', () => roll.zoom(1 / 1.4));
input('pedal').addEventListener('change', () => hands.switchPedal(input('pedal').checked));
// Fingers count as a gesture once they are lifted, the others at once.
for (const gesture of ['pointerdown', 'pointerup', 'touchend', 'keydown']) {
  addEventListener(gesture, () => sound.sleeping && sound.wake(), { capture: true });
}
// That there is no engine is worse news.
sound.tones.ready.catch((error) => lost || view.say(error.message));

// Files
onClick('save-midi', () => attempt(() => saveMidi(connection, studio.piece, player.rate, settings.text)));
onClick('save-wav', () =>
  attempt(async () => {
    const button = the('save-wav');
    button.setAttribute('aria-busy', 'true');
    view.say('Making the sound…');
    try {
      const said = (/** @type {number} */ share) => view.say(`Making the sound… ${Math.round(100 * share)} %`);
      await saveWav(studio.piece, player.rate, sound.tones, said);
      view.say('amadeus.wav is made.');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }),
);
takeFiles((file) =>
  attempt(async () => {
    const { sides, settings: saved, warnings } = await readPhrase(connection, file);
    if (saved && studio.piece.turns.length === 0) settings.take(saved);
    studio.bring(sides);
    if (warnings.length > 0) view.say(`${file.name} is damaged; what could be read is here. ${warnings.join('; ')}.`);
  }),
);

// MIDI keyboards
the('midi').hidden = !midi.supported;
midi.addEventListener('change', () => {
  const { names } = midi;
  the('midi-label').textContent = names === null ? 'Connect MIDI' : names.join(', ') || 'No MIDI keyboard';
  the('midi').classList.toggle('on', (names?.length ?? 0) > 0);
  if (sound.sleeping) view.say('Press any key or click once, so that the browser lets the page sound.');
});
onClick('midi', () =>
  attempt(async () => {
    sound.wake();
    await midi.connect().catch(() => {
      throw new Error('The browser does not let the page use MIDI. Its site settings can allow it.');
    });
    if (midi.names?.length === 0) view.say('No MIDI keyboard is plugged in. Plug it in now; it will be found.');
  }),
);
void midi.reconnect().catch(() => {});

followTheme(() => roll.recolour());

// The piece is kept at every change, with what is being played when the page goes.
const kept = new KeptPiece({ store: new PieceStore(), session: pageStorage, locks: navigator.locks });
void attempt(async () => {
  const piece = await kept.open().catch(() => {
    view.say('The browser keeps nothing for this page. Save what you play as MIDI.');
    return EMPTY;
  });
  if (piece.turns.length > 0) {
    if (studio.restore(piece)) view.say('Your last piece is back.');
    else await kept.begin();
  }
  void kept.keep(studio.piece);
  studio.addEventListener('change', () => void kept.keep(studio.piece));
});
addEventListener('pagehide', () => studio.stop());
addEventListener('beforeunload', (event) => {
  if (!kept.safe) event.preventDefault();
});

/** What was said of the connection last: no longer true once it is open. */
let lost = '';
connection.addEventListener('closed', (event) => (lost = /** @type {CustomEvent} */ (event).detail.reason || lost));
connection.addEventListener('welcome', (event) => {
  const { model, samples, shared } = /** @type {CustomEvent} */ (event).detail;
  view.showModel(model);
  if (shared) document.getElementById('share')?.removeAttribute('hidden');
  view.unsay(lost);
  lost = '';
  root.dataset.model = 'ready';
  dispatchEvent(new Event('amadeus-ready'));
  if (samples) void attempt(() => sound.tones.useSamples(sound.decoder));
});
view.show();
connection.connect();
