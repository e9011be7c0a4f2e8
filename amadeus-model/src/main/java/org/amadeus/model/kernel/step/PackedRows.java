package org.amadeus.model.kernel.step;

/**
 * Rows of matrices in the order in which a {@link Tile} reads them: blocks of R rows, cut into P panels far apart with R / P
 * of the rows each, a panel block after block, [K, R / P]. A tile reads all panels at once, front to back. A single stream
 * is as fast as a hardware prefetcher follows it, which is less than the memory could give; several are faster. Rows that
 * are missing from the last block are zero.
 */
final class PackedRows {
    /** 64 bytes, a cache line: panels that lie a multiple of 4 KB apart would be in each other's way in the caches. */
    private static final int LINE = 16;

    private final int lanes;
    private final int apart;
    private final float[] values;

    /** @param columns of all that is packed, K of each block added up */
    PackedRows(Tile tile, int columns) {
        this.lanes = tile.rows() / tile.panels();
        this.apart = columns * lanes + LINE;
        this.values = new float[tile.panels() * apart];
    }

    /** How many blocks {@code count} rows make. */
    static int blocks(int count, int rows) {
        return (count + rows - 1) / rows;
    }

    /**
     * Packs one block.
     *
     * @param matrix [.., K], row-major
     * @param first  row of the matrix that the block begins with
     * @param count  rows to take, at most R
     * @param column of the panels from which on to put it
     */
    void pack(float[] matrix, int k, int first, int count, int column) {
        for (int r = 0; r < count; r++) {
            int to = r / lanes * apart + column * lanes + r % lanes;
            for (int i = 0; i < k; i++) {
                values[to + i * lanes] = matrix[(first + r) * k + i];
            }
        }
    }

    /** All panels. */
    float[] values() {
        return values;
    }

    /** From a place in one panel to the same in the next. */
    int apart() {
        return apart;
    }

    long bytes() {
        return (long) Float.BYTES * values.length;
    }
}
