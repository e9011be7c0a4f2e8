package org.amadeus.quant.kernel;

import java.util.Random;

/** Layers and vectors of random numbers; {@link #seed} tells a test's message how to make them again. */
final class RandomLayers {
    final long seed = new Random().nextLong();
    final Random random = new Random(seed);

    /** Weights of the whole range of a byte, scales of up to 0.01. */
    Int8Layer layer(int out, int in) {
        byte[] values = new byte[out * in];
        random.nextBytes(values);
        float[] scale = new float[out];
        for (int i = 0; i < out; i++) {
            scale[i] = 0.01f * random.nextFloat();
        }
        return new Int8Layer(new Int8Matrix(out, in, values), scale, gaussian(out));
    }

    /** Values of the whole range, multipliers likewise, scales of up to 0.01. */
    Int4Layer int4Layer(int out, int in) {
        byte[] values = new byte[out * in];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (Int4Matrix.LEAST + random.nextInt(16));
        }
        byte[] multipliers = new byte[out * Int4Matrix.groups(in)];
        for (int i = 0; i < multipliers.length; i++) {
            multipliers[i] = (byte) (1 + random.nextInt(Int4Matrix.LARGEST_MULTIPLIER));
        }
        float[] scale = new float[out];
        for (int i = 0; i < out; i++) {
            scale[i] = 0.01f * random.nextFloat();
        }
        return new Int4Layer(new Int4Matrix(out, in, values, multipliers), scale, gaussian(out));
    }

    float[] gaussian(int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
