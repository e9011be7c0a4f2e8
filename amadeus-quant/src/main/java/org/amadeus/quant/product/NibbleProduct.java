package org.amadeus.quant.product;

import java.util.Arrays;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Layer;

/**
 * A layer with weights of at most four bits by the Vector API, which reads half the bytes that int8 weights take. Weights lie in tiles of
 * eight vectors of rows; of a column, the eight weights of rows a vector's length apart are the nibbles of one 32-bit
 * integer. {@link NibbleTile} sums each group of columns by itself; the groups' sums are multiplied and added here. Sums
 * differ from the definition's by some 2^-15 of a group's largest.
 */
final class NibbleProduct implements LayerProduct {
    private static final int GROUP = Coded.GROUP;
    private static final int BITS = 4;

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
        this.tiles = (rows + NibbleTile.ROWS - 1) / NibbleTile.ROWS;
        int padded = tiles * NibbleTile.ROWS;
        this.packed = pack(matrix.values().values());
        this.multipliers = new byte[padded * groups];
        this.scale = new float[padded];
        this.bias = new float[padded];
        for (int row = 0; row < rows; row++) {
            int inTile = row % NibbleTile.ROWS;
            int from = row / NibbleTile.ROWS * NibbleTile.ROWS * groups + inTile;
            for (int group = 0; group < groups; group++) {
                multipliers[from + group * NibbleTile.ROWS] = matrix.multipliers()[row * groups + group];
            }
            scale[row] = matrix.scales()[row] * NibbleTile.unit(inTile);
            bias[row] = layer.bias()[row];
        }
        this.input = new float[groups * GROUP];
        this.inputSums = new float[groups];
        this.tileSums = new float[groups * NibbleTile.ROWS];
        this.output = new float[batch * padded];
    }

    /**
     * Whether a layer's weights fit nibbles and this is fast here: 512-bit vectors have an instruction that takes a nibble
     * out and makes it a float.
     */
    static boolean suits(Layer layer) {
        return layer.weight().coding().bits() <= BITS && Vectors.FLOATS.vectorBitSize() == 512;
    }

    private int[] pack(byte[] values) {
        int[] integers = new int[Math.multiplyExact(tiles * Vectors.LANES, groups * GROUP)];
        // Rows and columns that fill up the last tile and group are of zeros.
        Arrays.fill(integers, 0x88888888);
        for (int row = 0; row < rows; row++) {
            int inTile = row % NibbleTile.ROWS;
            int at = row / NibbleTile.ROWS * Vectors.LANES * groups * GROUP + inTile % Vectors.LANES;
            int shift = BITS * (inTile / Vectors.LANES);
            for (int k = 0; k < columns; k++) {
                // -8 .. 7 becomes 0 .. 15: the top bit of the nibble changes.
                integers[at + k * Vectors.LANES] ^= (values[row * columns + k] & 0xF) << shift;
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
                NibbleTile.sums(packed, tile * Vectors.LANES * groups * GROUP, input, inputSums, tileSums);
                NibbleTile.combine(
                        tileSums,
                        multipliers,
                        tile * NibbleTile.ROWS * groups,
                        scale,
                        bias,
                        tile * NibbleTile.ROWS,
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
}
