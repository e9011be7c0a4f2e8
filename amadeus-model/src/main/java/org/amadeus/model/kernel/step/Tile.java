package org.amadeus.model.kernel.step;

/**
 * The inner loops of the blocked kernels: a tile is {@link #rows()} rows of a matrix times {@link #samples()} samples,
 * small enough for its sums to stay in registers, so that each weight that is loaded serves several samples. Its weights
 * come from several panels of {@link PackedRows} at once: see there.
 */
abstract class Tile {
    private final int rows;
    private final int samples;
    private final int panels;

    /**
     * @param rows    of the matrix in a tile, R
     * @param samples in a tile, S
     * @param panels  P: how many panels its weights lie in, each with R / P of its rows
     */
    Tile(int rows, int samples, int panels) {
        this.rows = rows;
        this.samples = samples;
        this.panels = panels;
    }

    final int rows() {
        return rows;
    }

    final int samples() {
        return samples;
    }

    final int panels() {
        return panels;
    }

    /**
     * Adds a matrix product: {@code sums[s][r] += Σ_k weights[k][r] * x[s][k]}.
     *
     * @param column where the block begins in each panel of {@code weights}
     * @param k      K
     * @param x      sample s begins at {@code from + s * stride}
     * @param count  how many samples there are, 1 .. S; rows of {@code sums} beyond are scratch
     * @param sums   [S, R] from {@code at} on
     */
    abstract void multiplyAdd(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at);

    /**
     * {@link #multiplyAdd} in stretches of 128, each summed by itself: a float32 sum of a thousand products loses about
     * three bits, a sum of a few such sums one, which logits would show in the fifth decimal.
     */
    final void multiplyAddInStretches(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at) {
        for (int i = 0; i < k; i += 128) {
            multiplyAdd(weights, column + i, Math.min(128, k - i), x, from + i, stride, count, sums, at);
        }
    }

    /**
     * The gates of a GRU cell, see {@link StepKernels#gates}, over {@code count} units, a multiple of R. All arrays lie
     * in {@code a}, at these offsets.
     *
     * @param r    gx_r + gh_r
     * @param z    gx_z + gh_z
     * @param nx   gx_n
     * @param nh   gh_n
     * @param h    state
     * @param next output
     */
    abstract void gates(float[] a, int r, int z, int nx, int nh, int h, int next, int count);
}
