package org.amadeus.quant.kernel;

import java.util.Arrays;

/**
 * A linear layer with int8 weights: {@code y = scale ⊙ (Q x) + bias}, x and y float.
 *
 * @param weight Q [out, in]
 * @param scale  of each row [out]
 * @param bias   [out]
 */
public record Int8Layer(Int8Matrix weight, float[] scale, float[] bias) {
    public Int8Layer {
        if (scale.length != weight.rows() || bias.length != weight.rows()) {
            throw new IllegalArgumentException("scale has " + scale.length + " and bias " + bias.length
                    + " values, expected one for each of " + weight.rows() + " rows");
        }
    }

    /** Bytes of the matrix, the scales and the biases. */
    public long bytes() {
        return weight.values().length + (long) Float.BYTES * (scale.length + bias.length);
    }

    /** The layer of the rows {@code from} (included) to {@code to} (excluded) alone. */
    public Int8Layer rows(int from, int to) {
        return new Int8Layer(
                weight.rows(from, to), Arrays.copyOfRange(scale, from, to), Arrays.copyOfRange(bias, from, to));
    }
}
