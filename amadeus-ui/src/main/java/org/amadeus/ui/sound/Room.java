package org.amadeus.ui.sound;

/**
 * The room the piano stands in: a feedback delay network of eight lines mixed by a Householder matrix, each a little
 * darker at every pass (Jot and Chaigne, "Digital delay networks for designing artificial reverberators", 1991).
 */
final class Room {
    private static final int[] LENGTHS = {1123, 1327, 1559, 1787, 1993, 2237, 2467, 2699};
    private static final double SECONDS = 1.3;
    private static final float DARKNESS = 0.35f;

    private final float[][] lines = new float[LENGTHS.length][];
    private final int[] at = new int[LENGTHS.length];
    private final float[] feedback = new float[LENGTHS.length];
    private final float[] low = new float[LENGTHS.length];
    private final float[] out = new float[LENGTHS.length];
    private final float wet;

    /** @param wet how much of the room is heard, 0 .. 1 */
    Room(double wet) {
        this.wet = (float) wet;
        for (int i = 0; i < LENGTHS.length; i++) {
            lines[i] = new float[LENGTHS[i]];
            feedback[i] = (float) Math.exp(-6.91 * LENGTHS[i] / (SECONDS * Synth.SAMPLE_RATE));
        }
    }

    /** Adds the room's answer to a piece of sound. */
    void addTo(float[] stereo, int frames) {
        for (int n = 0; n < frames; n++) {
            float inLeft = stereo[2 * n];
            float inRight = stereo[2 * n + 1];
            float sum = 0;
            for (int i = 0; i < lines.length; i++) {
                float delayed = lines[i][at[i]];
                low[i] += (1 - DARKNESS) * (delayed - low[i]);
                out[i] = low[i] * feedback[i];
                sum += out[i];
            }
            float mixed = sum * 2 / lines.length;
            for (int i = 0; i < lines.length; i++) {
                // Far below what is heard; keeps a fading room out of slow denormal arithmetic.
                lines[i][at[i]] = out[i] - mixed + (i % 2 == 0 ? inLeft : inRight) + 1e-18f;
                at[i] = at[i] + 1 == lines[i].length ? 0 : at[i] + 1;
            }
            stereo[2 * n] = inLeft + wet * (out[0] + out[2] - out[4] + out[6]);
            stereo[2 * n + 1] = inRight + wet * (out[1] - out[3] + out[5] + out[7]);
        }
    }
}
