/** A piano in an audio context, live or offline: strikes, dampers, pedal, a small room. */

/** Above this pitch a piano has no dampers. */
const HIGHEST_DAMPER = 89;
const MOST_VOICES = 72;
/** How much of the room is heard, and how much where the pedal frees all strings to sound with those that are struck. */
const DAMPED = 0.2;
const FREE = 0.4;

/**
 * A note that sounds.
 * @typedef {{release: (when: number) => void, stop: () => void}} Sounding the damper falls, or silence at once
 * @typedef {{gain: GainNode, source: AudioBufferSourceNode, pitch: number, start: number, until: number}} Voice
 */

export class Piano {
  /** @type {Set<Voice>} */ #voices = new Set();
  /** @type {BaseAudioContext} */ #context;
  #tones;
  #bus;
  #wet;
  #volume;

  /**
   * @param {BaseAudioContext} context
   * @param {import('./tones.js').Tones} tones
   */
  constructor(context, tones) {
    this.#context = context;
    this.#tones = tones;
    this.#bus = new GainNode(context, { gain: 0.9 });
    this.#volume = new GainNode(context, { gain: 1 });
    const limiter = new DynamicsCompressorNode(context, { threshold: -9, knee: 9, ratio: 6, attack: 0.002, release: 0.2 });
    const room = new ConvolverNode(context, { buffer: roomOf(context) });
    this.#wet = new GainNode(context, { gain: DAMPED });
    this.#bus.connect(limiter);
    this.#bus.connect(room).connect(this.#wet).connect(limiter);
    limiter.connect(this.#volume).connect(context.destination);
  }

  /** @param {number} value 0 .. 1 */
  set volume(value) {
    this.#volume.gain.setTargetAtTime(value * value * 1.6, this.#context.currentTime, 0.02);
  }

  /**
   * @param {number} pitch
   * @param {number} velocity 1 .. 127
   * @param {number} when the context's time
   * @returns {Sounding}
   */
  strike(pitch, velocity, when) {
    const tone = this.#tones.nearest(pitch);
    const strength = velocity / 127;
    const source = new AudioBufferSourceNode(this.#context, { buffer: tone.buffer, playbackRate: tone.rate });
    const cutoff = Math.min(19000, 500 + 90 * (pitch - 21) * strength + 11000 * strength ** 2.2);
    const felt = new BiquadFilterNode(this.#context, { type: 'lowpass', frequency: cutoff, Q: 0.1 });
    const gain = new GainNode(this.#context, { gain: 0.1 + 0.9 * strength ** 1.7 });
    source.connect(felt).connect(gain).connect(this.#bus);
    source.start(when);
    const voice = { gain, source, pitch, start: when, until: Infinity };
    source.addEventListener('ended', () => {
      this.#voices.delete(voice);
      gain.disconnect();
    });
    this.#voices.add(voice);
    this.#thin(when);
    return { release: (time) => this.#damp(voice, time), stop: () => this.#silence(voice) };
  }

  /** Frees or damps the strings that are not struck; what is struck ends by its own release. @param {boolean} down @param {number} when */
  pedal(down, when) {
    this.#wet.gain.setTargetAtTime(down ? FREE : DAMPED, when, 0.03);
  }

  /** Silence at once. */
  hush() {
    for (const voice of this.#voices) this.#silence(voice);
  }

  /** Ends a note whatever its pitch; one that was to be struck later is not struck. @param {Voice} voice */
  #silence(voice) {
    const now = this.#context.currentTime;
    if (voice.start <= now) {
      this.#damp(voice, now, 0.06);
    } else {
      voice.until = now;
      voice.source.stop();
    }
  }

  /** @param {Voice} voice @param {number} when @param {number} [time] */
  #damp(voice, when, time) {
    if (voice.until <= when || (voice.pitch >= HIGHEST_DAMPER && time === undefined)) return;
    const damping = time ?? 0.05 + 0.0016 * Math.max(0, 84 - voice.pitch);
    voice.until = when;
    voice.gain.gain.cancelScheduledValues(when);
    voice.gain.gain.setTargetAtTime(0, when, damping);
    voice.source.stop(when + damping * 9);
  }

  /** @param {number} when */
  #thin(when) {
    if (this.#voices.size <= MOST_VOICES) return;
    const [oldest] = this.#voices;
    this.#damp(oldest, when, 0.04);
    this.#voices.delete(oldest);
  }
}

/** Half a second of a small hall: noise that dies away and darkens. @param {BaseAudioContext} context */
function roomOf(context) {
  const rate = context.sampleRate;
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: Math.floor(1.3 * rate), sampleRate: rate });
  let state = 22222;
  for (let side = 0; side < 2; side++) {
    const samples = buffer.getChannelData(side);
    let soft = 0;
    for (let i = 0; i < samples.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) | 0;
      const time = i / rate;
      const open = 0.55 * Math.exp(-time * 3.5) + 0.04;
      soft += open * (state / 2147483648 - soft);
      samples[i] = soft * Math.exp(-time * 5) * Math.min(1, time * 120);
    }
  }
  return buffer;
}
