/**
 * Sound as a WAV file: 16 bits, as loud as it may be without clipping.
 * @param {AudioBuffer} sound
 * @returns {ArrayBuffer}
 */
export function encodeWav(sound) {
  const sides = [sound.getChannelData(0), sound.getChannelData(1)];
  let peak = 0.1;
  for (const side of sides) for (const sample of side) peak = Math.max(peak, Math.abs(sample));
  const gain = (0.92 / peak) * 32767;
  const bytes = sound.length * 4;
  const file = new DataView(new ArrayBuffer(44 + bytes));
  const text = (/** @type {number} */ at, /** @type {string} */ word) =>
    [...word].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  file.setUint32(4, 36 + bytes, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 2, true);
  file.setUint32(24, sound.sampleRate, true);
  file.setUint32(28, sound.sampleRate * 4, true);
  file.setUint16(32, 4, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, bytes, true);
  for (let i = 0; i < sound.length; i++) {
    file.setInt16(44 + 4 * i, Math.round(sides[0][i] * gain), true);
    file.setInt16(46 + 4 * i, Math.round(sides[1][i] * gain), true);
  }
  return file.buffer;
}
