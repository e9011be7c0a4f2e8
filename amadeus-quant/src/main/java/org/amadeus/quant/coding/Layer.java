package org.amadeus.quant.coding;

import java.util.stream.IntStream;
import org.amadeus.model.kernel.step.LinearWeights;

/**
 * A linear layer with integer weights: {@code y = W x + bias}, x and y float.
 *
 * @param weight      W [out, in]
 * @param bias        [out]
 * @param activations what it does with x
 */
public record Layer(Coded weight, float[] bias, Activations activations) {
    public Layer {
        if (bias.length != weight.rows()) {
            throw new IllegalArgumentException(
                    "bias has " + bias.length + " values, expected one for each of " + weight.rows() + " rows");
        }
    }

    /** The layer of the rows {@code from} (included) to {@code to} (excluded) alone. */
    public Layer rows(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }

    /** Of the three gates of a GRU cell, rows r, z, n: the layer of units {@code from} to {@code to} (excluded) alone. */
    public Layer units(int from, int to) {
        int third = bias.length / 3;
        return select(IntStream.of(0, third, 2 * third)
                .flatMap(gate -> IntStream.range(gate + from, gate + to))
                .toArray());
    }

    private Layer select(int... rows) {
        float[] biases = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            biases[i] = bias[rows[i]];
        }
        return new Layer(weight.select(rows), biases, activations);
    }

    /** The same layer with float32 weights. */
    public LinearWeights floats() {
        return new LinearWeights(weight.rows(), weight.columns(), weight.decode(), bias);
    }
}
