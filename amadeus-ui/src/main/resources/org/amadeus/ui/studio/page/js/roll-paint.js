/**
 * What the piano roll is painted with.
 *
 * @typedef {import('./roll-view.js').View} View
 * @typedef {ReturnType<typeof readPalette>} Palette
 */
import { boxOf, topOf, xOf } from './roll-view.js';
import { isBlack } from './scales.js';

/** The colours that the style sheet names, those of the day or of the night. */
export function readPalette() {
  const probe = document.createElement('i');
  document.body.append(probe);
  const colour = (/** @type {string} */ name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    ink: colour('ink'),
    faint: colour('faint'),
    paper: colour('roll'),
    shade: colour('roll-shade'),
    line: colour('roll-line'),
    playhead: colour('playhead'),
    you: colour('you'),
    amadeus: colour('amadeus'),
    keyWhite: colour('key-white'),
    keyBlack: colour('key-black'),
    keyLine: colour('key-line'),
    selected: colour('selected'),
  };
  probe.remove();
  return palette;
}

/** @param {CanvasRenderingContext2D} paint @param {View} view @param {Palette} palette */
export function paintGrid(paint, view, palette) {
  paint.fillStyle = palette.paper;
  paint.fillRect(0, 0, view.width, view.height);
  paint.fillStyle = palette.shade;
  for (let pitch = view.low; pitch <= view.high; pitch++) {
    if (isBlack(pitch)) paint.fillRect(0, topOf(view, pitch), view.width, view.row);
  }
  paint.fillStyle = palette.line;
  for (let pitch = view.low; pitch <= view.high; pitch++) {
    if (pitch % 12 === 0) paint.fillRect(0, Math.round(topOf(view, pitch - 1)), view.width, 1);
  }
  for (const { x } of marks(view)) paint.fillRect(Math.round(x), view.ruler, 1, view.height);
}

/** The ruler's lines: where they are and the clock's time there, seconds. @param {View} view */
function marks(view) {
  const { left, scale, rate, width } = view;
  // So far from each other that there is room for the time.
  const step = [1, 2, 5, 10, 30, 60].find((seconds) => seconds * rate * scale >= 56) ?? 120;
  const first = Math.ceil(left / rate / step);
  const last = Math.floor((left + width / scale) / rate / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const time = (first + i) * step;
    return { time, x: xOf(view, time * rate) };
  });
}

/** @param {CanvasRenderingContext2D} paint @param {View} view @param {Palette} palette */
export function paintRuler(paint, view, palette) {
  paint.fillStyle = palette.paper;
  paint.fillRect(0, 0, view.keys, view.ruler);
  paint.fillStyle = palette.faint;
  paint.font = '11px system-ui, sans-serif';
  paint.textBaseline = 'middle';
  for (const { time, x } of marks(view)) {
    const label = `${Math.floor(time / 60)}:${String(Math.floor(time % 60)).padStart(2, '0')}`;
    paint.fillText(label, x + 4, view.ruler / 2 + 1);
  }
}

/**
 * The keys at the left edge, those lit that sound.
 * @param {CanvasRenderingContext2D} paint
 * @param {View} view
 * @param {Palette} palette
 * @param {import('./player.js').Item[]} sounding
 * @param {Iterable<number>} held pitches
 */
export function paintKeys(paint, view, palette, sounding, held) {
  const lit = new Map(sounding.map((item) => [item.pitch, palette[item.side]]));
  for (const pitch of held) lit.set(pitch, palette.you);
  paint.fillStyle = palette.keyWhite;
  paint.fillRect(0, view.ruler, view.keys - 1, view.height - view.ruler);
  for (let pitch = view.low; pitch <= view.high; pitch++) {
    const y = topOf(view, pitch);
    const black = isBlack(pitch);
    const colour = lit.get(pitch);
    if (black || colour) {
      paint.fillStyle = colour ?? palette.keyBlack;
      paint.fillRect(0, y, black ? view.keys * 0.62 : view.keys - 1, view.row);
    }
    if (pitch % 12 === 0 || pitch % 12 === 5) {
      paint.fillStyle = palette.keyLine;
      paint.fillRect(0, Math.round(y + view.row), view.keys - 1, 1);
    }
    if (pitch % 12 === 0 && view.row > 5) {
      paint.fillStyle = '#4a4248';
      paint.font = `${Math.min(10, view.row + 1)}px system-ui, sans-serif`;
      paint.fillText(`C${pitch / 12 - 1}`, view.keys - 17, y + view.row / 2);
    }
  }
  paint.fillStyle = palette.line;
  paint.fillRect(view.keys - 1, view.ruler, 1, view.height);
}

/**
 * A note: louder is stronger; the model's carry a light bar at their start, so that the sides differ without colour; what is
 * still to come is an outline, faintly filled.
 * @param {CanvasRenderingContext2D} paint
 * @param {View} view
 * @param {Palette} palette
 * @param {import('./roll-view.js').Note} note
 * @param {{side: import('./piece.js').Side, position: number, running: boolean, selected: boolean, coming: boolean}} look
 */
export function paintNote(paint, view, palette, note, { side, position, running, selected, coming }) {
  const end = Number.isFinite(note.end) ? note.end : Math.max(note.start + 0.05, Math.min(position, note.start + 4));
  const { x, y, width, height } = boxOf(view, note, end);
  if (x + width < view.keys || x > view.width) return;
  const sounds = running && note.start <= position && position < end;
  const shape = (/** @type {number} */ around, /** @type {number} */ radius) => {
    paint.beginPath();
    paint.roundRect(x - around, y - around, width + 2 * around, height + 2 * around, radius);
  };
  paint.globalAlpha = coming ? 0.22 : sounds || selected ? 1 : 0.5 + 0.45 * (note.velocity / 127);
  paint.fillStyle = palette[side];
  shape(0, Math.min(4, height / 2.4));
  paint.fill();
  if (coming) {
    paint.globalAlpha = 0.8;
    paint.strokeStyle = palette[side];
    paint.lineWidth = 1;
    shape(-0.5, Math.min(4, height / 2.4));
    paint.stroke();
  } else if (side === 'amadeus' && width > 6) {
    paint.globalAlpha = 0.6;
    paint.fillStyle = '#fff';
    paint.beginPath();
    paint.roundRect(x + 2, y + height * 0.22, 2, height * 0.56, 1);
    paint.fill();
  }
  if (sounds || selected) {
    paint.globalAlpha = 0.9;
    paint.strokeStyle = selected ? palette.selected : palette[side];
    paint.lineWidth = selected ? 2 : 1.5;
    shape(selected ? 1 : 2, selected ? 4 : 6);
    paint.stroke();
  }
  paint.globalAlpha = 1;
}
