package org.amadeus.quant.product;

import org.amadeus.quant.coding.Int8Matrix;

/**
 * Products of one int8 matrix with float vectors, cut into tiles of neighbouring rows that may be computed in any order.
 * Each row's sum is taken from the first column to the last by fused multiply-adds in float32. All implementations but
 * {@link PackedProduct}, which says how it differs, give the same bits; where the vector holds integers of at most 8 bits
 * and there are at most {@value #EXACT_COLUMNS} columns, their sums are exact.
 */
abstract class Int8Product {
    /** So many products of 8-bit integers (128 * 128 each at most) add up to 2^24, all of it exact in a float. */
    static final int EXACT_COLUMNS = 1024;

    private final int rows;
    private final int columns;
    private final int tileRows;

    /** @param tileRows rows in a tile; the last tile may have fewer */
    Int8Product(Int8Matrix matrix, int tileRows) {
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.tileRows = tileRows;
    }

    /** Rows of the matrix. */
    final int rows() {
        return rows;
    }

    /** Columns of the matrix. */
    final int columns() {
        return columns;
    }

    /** How many tiles there are. */
    final int tiles() {
        return (rows + tileRows - 1) / tileRows;
    }

    /** Rows with the last tile filled up: what an output needs room for. */
    final int paddedRows() {
        return tiles() * tileRows;
    }

    /**
     * Computes one tile's sums, {@code y[row] = sum over k of matrix[row, k] * x[xOffset + k]}.
     *
     * @param x       the vector, {@code columns()} values from {@code xOffset} on
     * @param y       output: {@link #paddedRows()} values from {@code yOffset} on are this matrix's; the tile writes its
     *                own, and what lies beyond the last row is not meaningful
     */
    abstract void multiply(int tile, float[] x, int xOffset, float[] y, int yOffset);

    /**
     * {@link #multiply} for two vectors, the same bits.
     *
     * @param xNext the second vector begins so far behind the first
     * @param yNext its output begins so far behind the first one's
     */
    void multiplyTwo(int tile, float[] x, int xOffset, int xNext, float[] y, int yOffset, int yNext) {
        multiply(tile, x, xOffset, y, yOffset);
        multiply(tile, x, xOffset + xNext, y, yOffset + yNext);
    }

    /** Bytes of the matrix in the form it is read in. */
    abstract long weightBytes();
}
