/**
 * What is painted over the piano roll's notes: lines at a time, the selected stretch, the end of a phrase.
 *
 * @typedef {import('./roll-view.js').View} View
 * @typedef {import('./roll-paint.js').Palette} Palette
 */
import { xOf } from './roll-view.js';

/**
 * A line at a time, with a knob in the ruler.
 * @param {CanvasRenderingContext2D} paint
 * @param {View} view
 * @param {number} time
 * @param {string} colour
 * @param {number[]} dash
 */
export function paintLine(paint, view, time, colour, dash) {
  const x = Math.round(xOf(view, time)) + 0.5;
  paint.strokeStyle = colour;
  paint.lineWidth = 2;
  paint.setLineDash(dash);
  paint.beginPath();
  paint.moveTo(x, 4);
  paint.lineTo(x, view.height);
  paint.stroke();
  paint.setLineDash([]);
  paint.fillStyle = colour;
  paint.beginPath();
  paint.arc(x, 7, 4, 0, 7);
  paint.fill();
}

/** @param {CanvasRenderingContext2D} paint @param {View} view @param {Palette} palette @param {{from: number, to: number}} stretch */
export function paintStretch(paint, view, palette, { from, to }) {
  const [left, right] = [xOf(view, from), xOf(view, to)];
  paint.fillStyle = palette.selected;
  paint.globalAlpha = 0.13;
  paint.fillRect(left, 0, right - left, view.height);
  paint.globalAlpha = 0.8;
  for (const x of [left, right]) paint.fillRect(Math.round(x) - 1, 0, 2, view.height);
  paint.globalAlpha = 1;
}

/**
 * Where and by which rule a phrase was found to be over.
 * @param {CanvasRenderingContext2D} paint
 * @param {View} view
 * @param {Palette} palette
 * @param {{rule: string, waited: number, at: number}} over
 */
export function paintOver(paint, view, palette, { rule, waited, at }) {
  const x = Math.round(xOf(view, at)) + 0.5;
  paint.strokeStyle = palette.you;
  paint.lineWidth = 1;
  paint.setLineDash([2, 3]);
  paint.beginPath();
  paint.moveTo(x, view.ruler);
  paint.lineTo(x, view.height);
  paint.stroke();
  paint.setLineDash([]);
  paint.fillStyle = palette.faint;
  paint.font = '11px system-ui, sans-serif';
  paint.textBaseline = 'middle';
  paint.textAlign = 'right';
  paint.fillText(rule === 'asked' ? 'asked' : `${rule} ${waited.toFixed(1)} s`, x - 4, view.ruler + 9);
  paint.textAlign = 'left';
}
