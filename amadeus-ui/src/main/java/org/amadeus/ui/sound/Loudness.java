package org.amadeus.ui.sound;

/** Brings samples of any size into the 16 bits of an audio file or a loudspeaker. */
final class Loudness {
    /** Below this level sound passes unchanged, above it the curve bends so that 1 is never reached. */
    private static final float KNEE = 0.7f;

    private Loudness() {}

    /** Bends what is too loud: the slope falls smoothly from 1, the result stays within -1 .. 1. */
    static float bend(float sample) {
        float size = Math.abs(sample);
        if (size <= KNEE) {
            return sample;
        }
        float over = (size - KNEE) / (1 - KNEE);
        return Math.copySign(KNEE + (1 - KNEE) * (over / (1 + over)), sample);
    }

    /** Writes samples as little-endian 16 bit. */
    static void toPcm(float[] samples, int count, float gain, boolean bend, byte[] pcm) {
        for (int i = 0; i < count; i++) {
            float scaled = samples[i] * gain;
            int value = Math.round((bend ? bend(scaled) : Math.max(-1, Math.min(1, scaled))) * 32767);
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
    }
}
