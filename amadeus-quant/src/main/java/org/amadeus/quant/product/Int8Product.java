package org.amadeus.quant.product;

/**
 * Products of one int8 matrix with float vectors, cut into tiles of neighbouring rows that may be computed in any order.
 * Each row's sum is taken from the first column to the last by fused multiply-adds in float32. All implementations but
 * {@link PackedProduct}, which says how it differs, give the same bits; where the vector holds integers of at most 8 bits
 * and there are at most {@value #EXACT_COLUMNS} columns, their sums are exact.
 */
interface Int8Product {
    /** So many products of 8-bit integers (128 * 128 each at most) add up to 2^24, all of it exact in a float. */
    int EXACT_COLUMNS = 1024;

    /** Rows of the matrix. */
    int rows();

    /** Columns of the matrix. */
    int columns();

    /** Rows in a tile; the last tile may have fewer. */
    int tileRows();

    /** How many tiles there are. */
    default int tiles() {
        return (rows() + tileRows() - 1) / tileRows();
    }

    /**
     * Computes one tile's sums, {@code y[row] = sum over k of matrix[row, k] * x[xOffset + k]}.
     *
     * @param x       the vector, {@code columns()} values from {@code xOffset} on
     * @param y       output: {@link #paddedRows()} values from {@code yOffset} on are this matrix's; the tile writes its
     *                own, and what lies beyond the last row is not meaningful
     */
    void multiply(int tile, float[] x, int xOffset, float[] y, int yOffset);

    /**
     * {@link #multiply} for two vectors, the same bits.
     *
     * @param xNext the second vector begins so far behind the first
     * @param yNext its output begins so far behind the first one's
     */
    default void multiplyTwo(int tile, float[] x, int xOffset, int xNext, float[] y, int yOffset, int yNext) {
        multiply(tile, x, xOffset, y, yOffset);
        multiply(tile, x, xOffset + xNext, y, yOffset + yNext);
    }

    /** Bytes of the matrix in the form it is read in. */
    long weightBytes();

    /** Rows with the last tile filled up: what an output needs room for. */
    default int paddedRows() {
        return tiles() * tileRows();
    }
}
