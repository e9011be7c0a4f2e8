package org.amadeus.quant.layer;

import java.util.stream.IntStream;
import org.amadeus.model.kernel.step.LinearWeights;

/**
 * A linear layer with integer weights: {@code y = scale ⊙ (Q x) + bias}, x and y float.
 *
 * @param weight      Q [out, in]
 * @param scale       of each row [out]
 * @param bias        [out]
 * @param activations what it does with x
 */
public record Layer(WeightMatrix weight, float[] scale, float[] bias, Activations activations) {
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
        return select(IntStream.range(from, to).toArray());
    }

    /** Of the three gates of a GRU cell, rows r, z, n: the layer of units {@code from} to {@code to} (excluded) alone. */
    public Layer units(int from, int to) {
        int third = rows() / 3;
        return select(IntStream.of(0, third, 2 * third)
                .flatMap(gate -> IntStream.range(gate + from, gate + to))
                .toArray());
    }

    private Layer select(int[] rows) {
        float[] scales = new float[rows.length];
        float[] biases = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            scales[i] = scale[rows[i]];
            biases[i] = bias[rows[i]];
        }
        return new Layer(weight.select(rows), scales, biases, activations);
    }

    /** The same layer with float32 weights. */
    public LinearWeights floats() {
        return new LinearWeights(rows(), columns(), weight.decode(scale), bias);
    }
}
