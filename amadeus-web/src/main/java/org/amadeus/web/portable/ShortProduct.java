package org.amadeus.web.portable;

/**
 * The product of one int8 matrix with vectors of 16-bit integers. Sums are integers and exact, so every implementation
 * gives the same bits.
 */
public interface ShortProduct {
    /**
     * Computes {@code sums[row] = Σ_k matrix[row, k] * x[k]}.
     *
     * @param x    one value a column, so small that no sum leaves 32 bits: {@link PortableLayer#largest}
     * @param sums output: one a row
     */
    void multiply(short[] x, int[] sums);

    /** What makes products; {@link ScalarProducts} is the one that defines what the others compute. */
    interface Factory {
        /** @param matrix [rows, columns], row-major, -127 .. 127; not changed later */
        ShortProduct of(int rows, int columns, byte[] matrix);
    }
}
