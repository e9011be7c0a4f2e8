package org.amadeus.quant.product;

/** The products of one int8 matrix with a batch of int8 vectors, exact. For one thread at a time. */
interface IntegerProduct {
    /** Computes {@code sums[b, row] = sum over k of matrix[row, k] * x[b, k]} for x [B, columns]. */
    void multiply(byte[] x);

    /** Writes one vector's sums [rows] of the last multiplication. */
    void read(int vector, int[] sums);

    /** Bytes of the matrix in the form it is read in. */
    long weightBytes();
}
