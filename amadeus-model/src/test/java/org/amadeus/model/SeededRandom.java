package org.amadeus.model;

import java.util.Random;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/** Random test data whose seed can be told: pass {@link #toString()} to an assertion as its message. */
public final class SeededRandom {
    private final long seed;
    private final Random random;

    /** Takes its seed from the system property {@code amadeus.test.seed}, or makes one up. */
    public SeededRandom() {
        this(Long.getLong("amadeus.test.seed", System.nanoTime()));
    }

    public SeededRandom(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Standard normal numbers. */
    public float[] normal(int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }

    /** Numbers 0 .. bound - 1. */
    public int[] ints(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    public int nextInt(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public double nextDouble() {
        return random.nextDouble();
    }

    /** Parameters of a model, large enough to make its gates saturate now and then. */
    public Parameters parameters(ModelConfig config) {
        return Parameters.initial(config, random.nextLong());
    }

    @Override
    public String toString() {
        return "repeat with -Damadeus.test.seed=" + seed;
    }
}
