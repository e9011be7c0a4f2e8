package org.amadeus.quant.kernel;

import java.util.Arrays;

/**
 * A linear layer with int4 weights: {@code y = scale ⊙ (Q x) + bias}, x and y float.
 *
 * @param weight Q [out, in]
 * @param scale  of each row [out]
 * @param bias   [out]
 */
public record Int4Layer(Int4Matrix weight, float[] scale, float[] bias) {
    public Int4Layer {
        if (scale.length != weight.rows() || bias.length != weight.rows()) {
            throw new IllegalArgumentException("scale has " + scale.length + " and bias " + bias.length
                    + " values, expected one for each of " + weight.rows() + " rows");
        }
    }

    /** The same layer with int8 weights. */
    public Int8Layer widened() {
        return new Int8Layer(weight.widened(), scale, bias);
    }

    /** The layer of the rows {@code from} (included) to {@code to} (excluded) alone. */
    Int4Layer rows(int from, int to) {
        return new Int4Layer(
                weight.rows(from, to), Arrays.copyOfRange(scale, from, to), Arrays.copyOfRange(bias, from, to));
    }

    /** Of the three gates of a GRU cell, rows r, z, n: the layer of units {@code from} to {@code to} (excluded) alone. */
    Int4Layer units(int from, int to) {
        int third = weight.rows() / 3;
        Int4Layer r = rows(from, to);
        Int4Layer z = rows(third + from, third + to);
        Int4Layer n = rows(2 * third + from, 2 * third + to);
        return new Int4Layer(
                r.weight.above(z.weight, n.weight), joined(r.scale, z.scale, n.scale), joined(r.bias, z.bias, n.bias));
    }

    private static float[] joined(float[] first, float[] second, float[] third) {
        float[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
