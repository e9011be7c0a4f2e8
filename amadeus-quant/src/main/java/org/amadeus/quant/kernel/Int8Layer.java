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

    /** Of the three gates of a GRU cell, rows r, z, n: the layer of units {@code from} to {@code to} (excluded) alone. */
    Int8Layer units(int from, int to) {
        int third = weight.rows() / 3;
        int count = to - from;
        int columns = weight.columns();
        byte[] values = new byte[3 * count * columns];
        float[] scales = new float[3 * count];
        float[] biases = new float[3 * count];
        for (int gate = 0; gate < 3; gate++) {
            int row = gate * third + from;
            System.arraycopy(weight.values(), row * columns, values, gate * count * columns, count * columns);
            System.arraycopy(scale, row, scales, gate * count, count);
            System.arraycopy(bias, row, biases, gate * count, count);
        }
        return new Int8Layer(new Int8Matrix(3 * count, columns, values), scales, biases);
    }
}
