package org.amadeus.quant.kernel;

/** The products of one int8 matrix with a batch of int8 vectors, exact. For one thread at a time. */
interface IntegerProduct {
    /**
     * Computes {@code sums[b, row] = sum over k of matrix[row, k] * x[b, k]}.
     *
     * @param x    [B, columns]
     * @param sums output [B, rows]
     */
    void multiply(byte[] x, int[] sums);

    /** Bytes of the matrix in the form it is read in. */
    long weightBytes();
}
