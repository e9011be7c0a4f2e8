/**
 * One note of a piano, made of its partials: stretched by the string's stiffness, struck an eighth along the string,
 * dying away in two stages, the higher the sooner; two strings a hair apart, and the thud of the hammer.
 */

export const SAMPLE_RATE = 44100;

/** The pitches that are rendered, three semitones apart; those between are played from the nearest. */
export const PITCHES = Array.from({ length: 30 }, (_, i) => 21 + 3 * i);

/** @param {number} pitch MIDI note number */
export const frequencyOf = (pitch) => 440 * 2 ** ((pitch - 69) / 12);

/** Seconds until the fundamental has lost 60 dB of its quick stage. @param {number} pitch */
const decayOf = (pitch) => 13 * 2 ** (-(pitch - 21) / 21);

/** @param {number} seed */
function noise(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2147483648;
  };
}

/**
 * @param {number} pitch
 * @returns {[Float32Array, Float32Array]} left and right, at {@link SAMPLE_RATE}
 */
export function renderTone(pitch) {
  const seconds = Math.min(Math.max(decayOf(pitch) * 1.1, 1.4), 7);
  const length = Math.floor(seconds * SAMPLE_RATE);
  /** @type {[Float32Array, Float32Array]} */
  const sides = [new Float32Array(length), new Float32Array(length)];
  const random = noise(pitch * 7919);
  const fundamental = frequencyOf(pitch);
  const stiffness = 1.1e-4 * Math.exp(0.058 * Math.max(pitch - 45, 0) + 0.022 * Math.max(45 - pitch, 0));
  const brightness = 1500 + 26 * (pitch - 21);
  const detune = pitch < 34 ? 0.00006 : 0.00022;
  for (let n = 1; n <= 48; n++) {
    const frequency = n * fundamental * Math.sqrt(1 + stiffness * n * n);
    if (frequency > 13000) break;
    const struck = Math.abs(Math.sin((Math.PI * n) / 8.2)) + 0.04;
    const level = (struck * Math.exp(-frequency / brightness)) / n ** 0.72;
    const decay = decayOf(pitch) / (1 + 0.11 * (n - 1) + (frequency / 5200) ** 2);
    for (const [side, samples] of sides.entries()) {
      const own = frequency * (1 + (side ? detune : -detune) * (1 + 0.4 * random()));
      const phase = Math.PI * random();
      addPartial(samples, own, phase, 0.86 * level, decay);
      addPartial(samples, own * (1 + detune), phase + 0.6, 0.14 * level, decay * 3.2);
    }
  }
  addHammer(sides, pitch, random);
  finish(sides, pitch);
  return sides;
}

/**
 * A plain tone for the while that the others are still being made: quick to render, on one side.
 * @param {number} pitch
 * @returns {Float32Array<ArrayBuffer>} at {@link SAMPLE_RATE}
 */
export function sketchTone(pitch) {
  const decay = Math.min(decayOf(pitch), 4);
  const samples = new Float32Array(Math.floor(0.6 * decay * SAMPLE_RATE));
  for (let n = 1; n <= 6 && n * frequencyOf(pitch) < 13000; n++) {
    addPartial(samples, n * frequencyOf(pitch), 0, 0.24 / n ** 1.6, decay / n);
  }
  const fade = Math.min(samples.length, 2000);
  for (let i = 1; i <= fade; i++) samples[samples.length - i] *= i / fade;
  return samples;
}

/**
 * A decaying sine, by the recurrence of a resonator.
 * @param {Float32Array} samples
 * @param {number} frequency
 * @param {number} phase
 * @param {number} level
 * @param {number} decay seconds to -60 dB
 */
function addPartial(samples, frequency, phase, level, decay) {
  const angle = (2 * Math.PI * frequency) / SAMPLE_RATE;
  const radius = Math.exp(-6.9078 / (decay * SAMPLE_RATE));
  const first = 2 * radius * Math.cos(angle);
  const second = -radius * radius;
  let before = (level * Math.sin(phase - angle)) / radius;
  let now = level * Math.sin(phase);
  const last = Math.min(samples.length, Math.ceil(decay * 1.5 * SAMPLE_RATE));
  for (let i = 0; i < last; i++) {
    samples[i] += now;
    const next = first * now + second * before;
    before = now;
    now = next;
  }
}

/**
 * @param {[Float32Array, Float32Array]} sides
 * @param {number} pitch
 * @param {() => number} random
 */
function addHammer(sides, pitch, random) {
  const cutoff = Math.min(0.5, (500 + 34 * (pitch - 21)) / SAMPLE_RATE);
  const level = 0.1 + 0.005 * (pitch - 21);
  let soft = 0;
  for (let i = 0; i < 0.05 * SAMPLE_RATE; i++) {
    const time = i / SAMPLE_RATE;
    soft += 6 * cutoff * (random() - soft);
    const knock = level * soft * Math.exp(-time / 0.009);
    const thud = 0.05 * Math.sin(2 * Math.PI * 92 * time) * Math.exp(-time / 0.017);
    sides[0][i] += knock + thud;
    sides[1][i] += 0.8 * knock + thud;
  }
}

/**
 * A soft attack, no click at the end, equal loudness along the keyboard, bass left and treble right.
 * @param {[Float32Array, Float32Array]} sides
 * @param {number} pitch
 */
function finish(sides, pitch) {
  const attack = Math.floor(SAMPLE_RATE * (pitch < 48 ? 0.0026 : 0.0013));
  const fade = Math.floor(SAMPLE_RATE * 0.25);
  let power = 0;
  const measured = Math.floor(0.4 * SAMPLE_RATE);
  for (let i = 0; i < measured; i++) power += sides[0][i] ** 2 + sides[1][i] ** 2;
  const gain = (0.16 * (pitch > 84 ? 0.8 : 1)) / Math.sqrt(power / (2 * measured));
  const pan = (pitch - 64) / 190;
  for (const [side, samples] of sides.entries()) {
    const own = gain * (1 + (side ? pan : -pan));
    for (let i = 0; i < samples.length; i++) {
      const rise = i < attack ? 0.5 - 0.5 * Math.cos((Math.PI * i) / attack) : 1;
      const fall = Math.min(1, (samples.length - i) / fade);
      samples[i] *= own * rise * fall;
    }
  }
}
