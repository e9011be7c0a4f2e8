package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.Bytes.BYTES;
import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.INTS;
import static org.amadeus.quant.product.Vectors.LANES;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Layer;

/**
 * A layer with weights of at most four bits by the Vector API, which reads half the bytes that int8 weights take. Weights lie in tiles of
 * eight vectors of rows; of a column, the eight weights of rows a vector's length apart are the nibbles of one 32-bit
 * integer. Each group of columns is summed by itself; then the groups' sums are multiplied and added. Sums differ from the
 * definition's by some 2^-15 of a group's largest.
 *
 * <p>A nibble u = q + 8, 0 .. 15, that is shifted to the top of a
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
 * <p>Its loops are written out whole, and in two methods that are to be compiled apart: the JIT compiler puts vectors on the heap where
 * a method has more of them than it can handle.
 */
final class NibbleProduct implements LayerProduct {
    private static final int GROUP = Coded.GROUP;
    private static final int BITS = 4;
    private static final int ROWS = 8 * LANES;
    private static final int ONE = Float.floatToRawIntBits(1);
    private static final int TOP = 0xF << 19;
    private static final int BELOW = 0xF << 15;

    private final int batch;
    private final int rows;
    private final int columns;
    private final int groups;
    private final int tiles;
    /** Tile by tile, [columns, vector]. */
    private final int[] packed;
    /** Tile by tile, [groups, rows of a tile]. */
    private final byte[] multipliers;
    /** Of each row, in units of a tile's sums. */
    private final float[] scale;

    private final float[] bias;
    private final float[] input;
    private final float[] inputSums;
    private final float[] tileSums;
    /** [B, padded rows]. */
    private final float[] output;

    NibbleProduct(int batch, Layer layer) {
        Coded matrix = layer.weight();
        this.batch = batch;
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.groups = matrix.coding().groups(columns);
        this.tiles = (rows + ROWS - 1) / ROWS;
        int padded = tiles * ROWS;
        this.packed = pack(matrix.values().values());
        this.multipliers = new byte[padded * groups];
        this.scale = new float[padded];
        this.bias = new float[padded];
        for (int row = 0; row < rows; row++) {
            int inTile = row % ROWS;
            int from = row / ROWS * ROWS * groups + inTile;
            for (int group = 0; group < groups; group++) {
                multipliers[from + group * ROWS] = matrix.multipliers()[row * groups + group];
            }
            scale[row] = matrix.scales()[row] * unit(inTile);
            bias[row] = layer.bias()[row];
        }
        this.input = new float[groups * GROUP];
        this.inputSums = new float[groups];
        this.tileSums = new float[groups * ROWS];
        this.output = new float[batch * padded];
    }

    /**
     * Whether a layer's weights fit nibbles and this is fast here: 512-bit vectors have an instruction that takes a nibble
     * out and makes it a float.
     */
    static boolean suits(Layer layer) {
        return layer.weight().coding().bits() <= BITS && FLOATS.vectorBitSize() == 512;
    }

    private int[] pack(byte[] values) {
        int[] integers = new int[Math.multiplyExact(tiles * LANES, groups * GROUP)];
        // Rows and columns that fill up the last tile and group are of zeros.
        Arrays.fill(integers, 0x88888888);
        for (int row = 0; row < rows; row++) {
            int inTile = row % ROWS;
            int at = row / ROWS * LANES * groups * GROUP + inTile % LANES;
            int shift = BITS * (inTile / LANES);
            for (int k = 0; k < columns; k++) {
                // -8 .. 7 becomes 0 .. 15: the top bit of the nibble changes.
                integers[at + k * LANES] ^= (values[row * columns + k] & 0xF) << shift;
            }
        }
        return integers;
    }

    @Override
    public long weightBytes() {
        return (long) Integer.BYTES * packed.length
                + multipliers.length
                + (long) Float.BYTES * (scale.length + bias.length);
    }

    @Override
    public void multiply(float[] x) {
        for (int b = 0; b < batch; b++) {
            System.arraycopy(x, b * columns, input, 0, columns);
            for (int group = 0; group < groups; group++) {
                inputSums[group] = sum(input, group * GROUP);
            }
            for (int tile = 0; tile < tiles; tile++) {
                sums(packed, tile * LANES * groups * GROUP, input, inputSums, tileSums);
                combine(
                        tileSums,
                        multipliers,
                        tile * ROWS * groups,
                        scale,
                        bias,
                        tile * ROWS,
                        output,
                        b * scale.length);
            }
        }
    }

    private static float sum(float[] x, int from) {
        float sum = 0;
        for (int k = from; k < from + GROUP; k++) {
            sum += x[k];
        }
        return sum;
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        System.arraycopy(output, sample * scale.length, y, yFrom, rows);
    }

    /** What a sum of a row of the tile has to be multiplied by. */
    private static float unit(int row) {
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
    private static void sums(int[] w, int at, float[] x, float[] totals, float[] sums) {
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
    private static void combine(
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
