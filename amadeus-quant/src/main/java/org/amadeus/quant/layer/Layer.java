package org.amadeus.quant.layer;

import org.amadeus.model.kernel.step.LinearWeights;

/**
 * A linear layer with integer weights: {@code y = scale ⊙ (Q x) + bias}, x and y float.
 *
 * @param weight Q [out, in]
 * @param scale  of each row [out]
 * @param bias   [out]
 */
public record Layer(WeightMatrix weight, float[] scale, float[] bias) {
    public Layer {
        if (scale.length != weight.rows() || bias.length != weight.rows()) {
            throw new IllegalArgumentException("scale has " + scale.length + " and bias " + bias.length
                    + " values, expected one for each of " + weight.rows() + " rows");
        }
    }

    public int rows() {
        return weight.rows();
    }

    public int columns() {
        return weight.columns();
    }

    /** The layer of the rows {@code from} (included) to {@code to} (excluded) alone. */
    public Layer rows(int from, int to) {
        return select(from, to);
    }

    /** Of the three gates of a GRU cell, rows r, z, n: the layer of units {@code from} to {@code to} (excluded) alone. */
    public Layer units(int from, int to) {
        int third = rows() / 3;
        return select(from, to, third + from, third + to, 2 * third + from, 2 * third + to);
    }

    private Layer select(int... bounds) {
        return new Layer(weight.select(bounds), select(scale, bounds), select(bias, bounds));
    }

    private static float[] select(float[] values, int... bounds) {
        int count = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            count += bounds[i + 1] - bounds[i];
        }
        float[] selected = new float[count];
        for (int i = 0, at = 0; i < bounds.length; at += bounds[i + 1] - bounds[i], i += 2) {
            System.arraycopy(values, bounds[i], selected, at, bounds[i + 1] - bounds[i]);
        }
        return selected;
    }

    /** The same layer with float32 weights. */
    public LinearWeights floats() {
        return new LinearWeights(rows(), columns(), weight.decode(scale), bias);
    }
}
