/** Renders the piano's tones beside the page, the middle of the keyboard first. */
import { PITCHES, renderTone } from './tone.js';

const fromTheMiddle = [...PITCHES].sort((a, b) => Math.abs(a - 60) - Math.abs(b - 60));
for (const pitch of fromTheMiddle) {
  const sides = renderTone(pitch);
  self.postMessage({ pitch, sides }, { transfer: [sides[0].buffer, sides[1].buffer] });
}
self.close();
