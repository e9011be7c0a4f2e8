/** Puts the studio together. */
import { ComputerKeys, isTyping } from './computer-keys.js';
import { Connection } from './connection.js';
import { readPhrase, saveMidi, saveWav } from './files.js';
import { Hands } from './hands.js';
import { Keyboard } from './keyboard.js';
import { MidiInput } from './midi-input.js';
import { Player } from './player.js';
import { Roll } from './roll.js';
import { remembered, Settings } from './settings.js';
import { Sound } from './sound.js';
import { Studio } from './studio.js';
import { the, View } from './view.js';

const settings = new Settings();
const sound = new Sound();
const hands = new Hands(sound);
const player = new Player(sound);
const connection = new Connection();
const studio = new Studio(connection, player, hands, settings);
const view = new View(studio);
const roll = new Roll(studio);
const computer = new ComputerKeys(studio, pedal);
const midi = new MidiInput(studio);
new Keyboard(studio, computer);

/** @param {boolean} down @param {number} [now] */
function pedal(down, now) {
  if (/** @type {any} */ (the('pedal')).checked === down) return;
  /** @type {any} */ (the('pedal')).checked = down;
  studio.pedal(down, now);
}

const tune = () => {
  sound.volume = settings.volume;
  player.rate = settings.tempo;
};
settings.addEventListener('change', tune);
tune();

/** Runs what may fail, and says so. @param {() => Promise<unknown>} work */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    view.say(error instanceof TypeError ? 'The studio is not running.' : /** @type {Error} */ (error).message);
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
const another = goOn(() => studio.another());
onClick('answer', answer);
onClick('play', playOrStop);
onClick('another', another);
onClick('undo', () => studio.step('undo'));
onClick('redo', () => studio.step('redo'));
onClick('clear', () => studio.clear());
onClick('lower', () => computer.shift(-1));
onClick('higher', () => computer.shift(1));
onClick('zoom-in', () => roll.zoom(1.4));
onClick('zoom-out', () => roll.zoom(1 / 1.4));
onClick('save-midi', () => attempt(() => saveMidi(studio.piece)));
onClick('save-wav', () =>
  attempt(async () => {
    view.say('Rendering the sound…');
    await saveWav(studio.piece, player.rate, sound.tones);
    view.say('amadeus.wav is made.');
  }),
);
the('pedal').addEventListener('change', () => studio.pedal(/** @type {any} */ (the('pedal')).checked));

document.addEventListener('keydown', (event) => {
  const onControl = event.target instanceof Element && event.target.closest('button, input, select, summary, a, label');
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
    event.preventDefault();
    studio.step(event.shiftKey ? 'redo' : 'undo');
  } else if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  } else if (event.key === 'Enter' && !onControl) {
    answer();
  } else if (event.key === ' ' && !onControl) {
    event.preventDefault();
    playOrStop();
  } else if (event.code === 'KeyR' && !event.repeat) {
    another();
  } else if (/^Digit[1-9]$/.test(event.code)) {
    studio.choose(Number(event.code.slice(5)) - 1);
  }
});
for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, () => sound.wake(), { once: true, capture: true });

// MIDI keyboards
const midiLabel = () => {
  const names = midi.names;
  the('midi-label').textContent = names === null ? 'Connect MIDI' : names.join(', ') || 'No MIDI keyboard';
  the('midi').classList.toggle('on', (names?.length ?? 0) > 0);
};
the('midi').hidden = !midi.supported;
midi.addEventListener('change', () => {
  midiLabel();
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
void midi.reconnect();

// Files
const bring = (/** @type {File | undefined} */ file) => file && attempt(async () => studio.bring(await readPhrase(file)));
the('file').addEventListener('change', (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  void bring(input.files?.[0]);
  input.value = '';
});
const overFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
addEventListener('dragover', (event) => {
  if (!overFile(event)) return;
  event.preventDefault();
  the('drop').classList.add('shown');
});
addEventListener('dragleave', (event) => event.relatedTarget === null && the('drop').classList.remove('shown'));
addEventListener('drop', (event) => {
  event.preventDefault();
  the('drop').classList.remove('shown');
  void bring(event.dataTransfer?.files[0]);
});

// Dark or light
const dark = matchMedia('(prefers-color-scheme: dark)');
const theme = (/** @type {string} */ name) => {
  document.documentElement.dataset.theme = name;
  roll.recolour();
};
const kept = remembered('amadeus.theme');
if (kept) theme(kept);
onClick('theme', () => {
  const now = document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
  theme(now === 'dark' ? 'light' : 'dark');
  try {
    localStorage.setItem('amadeus.theme', now === 'dark' ? 'light' : 'dark');
  } catch {
    // A private window may not remember.
  }
});

connection.addEventListener('welcome', (event) => {
  const { model, samples } = /** @type {CustomEvent} */ (event).detail;
  view.showModel(model);
  if (studio.state === 'idle') view.show();
  if (samples) void attempt(() => sound.tones.useSamples(sound.decoder));
});
connection.connect();
view.show();
