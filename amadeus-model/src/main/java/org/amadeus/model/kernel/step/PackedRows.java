package org.amadeus.model.kernel.step;

/**
 * Rows of matrices in the order a {@link Tile} reads them: in blocks of R rows, a block stored [K, R], so that the
 * weights stream through memory once, front to back. Rows that are missing from the last block are zero.
 */
final class PackedRows {
    private PackedRows() {}

    /** How many blocks {@code count} rows make. */
    static int blocks(int count, int rows) {
        return (count + rows - 1) / rows;
    }

    /**
     * Packs one block.
     *
     * @param matrix [.., in], row-major
     * @param first  row of the matrix that the block begins with
     * @param count  rows to take, at most R
     * @param packed [in, R] from {@code at} on
     */
    static void pack(float[] matrix, int in, int first, int count, int rows, float[] packed, int at) {
        for (int r = 0; r < count; r++) {
            int from = (first + r) * in;
            for (int k = 0; k < in; k++) {
                packed[at + k * rows + r] = matrix[from + k];
            }
        }
    }
}
