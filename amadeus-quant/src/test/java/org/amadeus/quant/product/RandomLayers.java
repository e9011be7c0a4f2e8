package org.amadeus.quant.product;

import java.util.Random;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Layer;
import org.amadeus.quant.coding.WeightCoding;

/** Layers and vectors of random numbers; {@link #seed} tells a test's message how to make them again. */
final class RandomLayers {
    final long seed = new Random().nextLong();
    final Random random = new Random(seed);

    /** Weights of the whole range of a byte, scales of up to 0.01. */
    Layer layer(int out, int in) {
        byte[] values = new byte[out * in];
        random.nextBytes(values);
        float[] scale = new float[out];
        for (int i = 0; i < out; i++) {
            scale[i] = 0.01f * random.nextFloat();
        }
        return new Layer(
                new Coded(WeightCoding.INT8, new Int8Matrix(out, in, values), new byte[0], scale),
                gaussian(out),
                Activations.FLOAT);
    }

    /** Likewise, with int8 activations. */
    Layer int8Layer(int out, int in) {
        Layer floats = layer(out, in);
        return new Layer(floats.weight(), floats.bias(), Activations.INT8);
    }

    /** Values of four bits, multipliers of 1 to 15, scales of up to 0.01. */
    Layer groupedLayer(int out, int in) {
        byte[] values = new byte[out * in];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (random.nextInt(16) - 8);
        }
        byte[] multipliers = new byte[out * WeightCoding.INT4.groups(in)];
        for (int i = 0; i < multipliers.length; i++) {
            multipliers[i] = (byte) (1 + random.nextInt(15));
        }
        float[] scale = new float[out];
        for (int i = 0; i < out; i++) {
            scale[i] = 0.01f * random.nextFloat();
        }
        return new Layer(
                new Coded(WeightCoding.INT4, new Int8Matrix(out, in, values), multipliers, scale),
                gaussian(out),
                Activations.FLOAT);
    }

    float[] gaussian(int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
