package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.Bytes.BYTES;
import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.INTS;
import static org.amadeus.quant.product.Vectors.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.amadeus.quant.coding.Coded;

/**
 * The loops of {@link NibbleProduct} over one tile of rows. A nibble u = q + 8, 0 .. 15, that is shifted to the top of a
 * float's mantissa under the exponent of 1 is 1 + u / 16, and four bits further down 1 + u / 256; neither needs a
 * conversion. With X the sum of the group's inputs,
 *
 * <pre>
 *   Σ x_k q_k =  16 (Σ x_k (1 + u_k / 16)  - 3/2 X)
 *   Σ x_k q_k = 256 (Σ x_k (1 + u_k / 256) - 33/32 X)
 * </pre>
 *
 * so each sum begins with its share of X, and its unit, 16 or 256, goes into the row's scale.
 *
 * <p>Written out whole, and in two methods that are to be compiled apart: the JIT compiler puts vectors on the heap where
 * a method has more of them than it can handle.
 */
final class NibbleTile {
    static final int ROWS = 8 * LANES;
    private static final int GROUP = Coded.GROUP;
    private static final int ONE = Float.floatToRawIntBits(1);
    private static final int TOP = 0xF << 19;
    private static final int BELOW = 0xF << 15;

    private NibbleTile() {}

    /** What a sum of a row of the tile has to be multiplied by. */
    static float unit(int row) {
        return row / LANES % 2 == 0 ? 256 : 16;
    }

    /**
     * The sums of each group of columns, in units of {@link #unit}.
     *
     * @param w      integers of the tile [columns, vector] from {@code at} on
     * @param x      [groups * {@value Coded#GROUP}]
     * @param totals of each group of x
     * @param sums   output [groups, rows of a tile]
     */
    static void sums(int[] w, int at, float[] x, float[] totals, float[] sums) {
        int next = at;
        IntVector one = IntVector.broadcast(INTS, ONE);
        IntVector below = IntVector.broadcast(INTS, BELOW);
        IntVector top = IntVector.broadcast(INTS, TOP);
        for (int group = 0; group < totals.length; group++) {
            FloatVector a0 = FloatVector.broadcast(FLOATS, -33f / 32 * totals[group]);
            FloatVector a1 = FloatVector.broadcast(FLOATS, -3f / 2 * totals[group]);
            FloatVector a2 = a0;
            FloatVector a3 = a1;
            FloatVector a4 = a0;
            FloatVector a5 = a1;
            FloatVector a6 = a0;
            FloatVector a7 = a1;
            int end = (group + 1) * GROUP;
            for (int k = group * GROUP; k < end; k++, next += LANES) {
                FloatVector v = FloatVector.broadcast(FLOATS, x[k]);
                IntVector p = IntVector.fromArray(INTS, w, next);
                IntVector q = p.lanewise(VectorOperators.LSHL, 15);
                a0 = q.and(below).or(one).reinterpretAsFloats().fma(v, a0);
                a1 = q.and(top).or(one).reinterpretAsFloats().fma(v, a1);
                q = p.lanewise(VectorOperators.LSHL, 7);
                a2 = q.and(below).or(one).reinterpretAsFloats().fma(v, a2);
                a3 = q.and(top).or(one).reinterpretAsFloats().fma(v, a3);
                q = p.lanewise(VectorOperators.LSHR, 1);
                a4 = q.and(below).or(one).reinterpretAsFloats().fma(v, a4);
                a5 = q.and(top).or(one).reinterpretAsFloats().fma(v, a5);
                q = p.lanewise(VectorOperators.LSHR, 9);
                a6 = q.and(below).or(one).reinterpretAsFloats().fma(v, a6);
                a7 = q.and(top).or(one).reinterpretAsFloats().fma(v, a7);
            }
            int to = group * ROWS;
            a0.intoArray(sums, to);
            a1.intoArray(sums, to + LANES);
            a2.intoArray(sums, to + 2 * LANES);
            a3.intoArray(sums, to + 3 * LANES);
            a4.intoArray(sums, to + 4 * LANES);
            a5.intoArray(sums, to + 5 * LANES);
            a6.intoArray(sums, to + 6 * LANES);
            a7.intoArray(sums, to + 7 * LANES);
        }
    }

    /**
     * {@code y = scale * Σ_group multiplier * sum + bias} for the rows of a tile.
     *
     * @param multipliers [groups, rows of a tile] from {@code at} on
     * @param row         the tile's first row, where its scales and biases begin, and its output behind {@code yFrom}
     */
    static void combine(
            float[] sums, byte[] multipliers, int at, float[] scale, float[] bias, int row, float[] y, int yFrom) {
        for (int i = 0; i < ROWS; i += LANES) {
            FloatVector total = FloatVector.zero(FLOATS);
            for (int k = i; k < sums.length; k += ROWS) {
                FloatVector multiplier = (FloatVector)
                        ByteVector.fromArray(BYTES, multipliers, at + k).convertShape(VectorOperators.B2F, FLOATS, 0);
                total = multiplier.fma(FloatVector.fromArray(FLOATS, sums, k), total);
            }
            total.fma(FloatVector.fromArray(FLOATS, scale, row + i), FloatVector.fromArray(FLOATS, bias, row + i))
                    .intoArray(y, yFrom + row + i);
        }
    }
}
