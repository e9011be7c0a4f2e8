package org.amadeus.model.window;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * All that is random in one iteration. Every draw depends on the seed, the iteration's number and what it is for alone,
 * so that a run that was stopped and goes on draws what it would have drawn.
 */
public final class IterationDraws implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int ORDER = -1;
    private static final int INIT = 0;
    private static final int CONTROLS = 1;
    private static final int TEACHER = 2;
    private static final int DROPOUT = 3;
    private static final double UNITS = 1L << 32;
    private static final long LOW = 0xFFFF_FFFFL;

    private final long key;

    /** @param iteration updates made before */
    public IterationDraws(long seed, long iteration) {
        key = mix(mix(seed) + iteration);
    }

    /** Standard normal numbers for the first hidden state. */
    public float[] init(int count) {
        Random random = new Random(mix(key + INIT));
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** The numbers 0 .. {@code count} - 1 in any order, all as likely as each other. */
    int[] order(int count) {
        Random random = new Random(mix(key + ORDER));
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int to = random.nextInt(i + 1);
            order[i] = order[to];
            order[to] = i;
        }
        return order;
    }

    /** Whether the batch is given its controls. */
    public boolean controls(double ratio) {
        return random(CONTROLS).nextDouble() < ratio;
    }

    /** For each step but the last whether the next one's input is the event that was played, T values. */
    public boolean[] taught(int steps, double ratio) {
        SplittableRandom random = random(TEACHER);
        boolean[] taught = new boolean[steps];
        for (int t = 0; t < steps; t++) {
            taught[t] = random.nextDouble() < ratio;
        }
        return taught;
    }

    /**
     * Fills the part of a mask [T, B, H] that belongs to some successive windows [T, P, H], with the numbers that they have
     * in the whole: 0 with probability {@code share}, else 1 / (1 - share).
     *
     * @param mask    of the part
     * @param units   H
     * @param first   the place of the part's first window
     * @param windows P
     * @param whole   B
     */
    public void dropout(int layer, double share, FloatBuffer mask, int units, int first, int windows, int whole) {
        SplittableRandom random = random(DROPOUT + layer);
        long dropped = Math.round(share * UNITS);
        float kept = (float) (1 / (1 - share));
        long both = 0;
        boolean second = false;
        int at = 0;
        for (int row = 0; at < mask.limit(); row++) {
            int window = row % whole;
            boolean own = window >= first && window < first + windows;
            for (int unit = 0; unit < units; unit++) {
                both = second ? both >>> 32 : random.nextLong();
                second = !second;
                if (own) {
                    mask.put(at++, (both & LOW) < dropped ? 0 : kept);
                }
            }
        }
    }

    private SplittableRandom random(int purpose) {
        return new SplittableRandom(mix(key + purpose));
    }

    private static long mix(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
