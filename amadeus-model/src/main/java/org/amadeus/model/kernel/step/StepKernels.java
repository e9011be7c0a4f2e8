package org.amadeus.model.kernel.step;

/**
 * A family of kernels for the float32 layers of a step. All families compute the same; they differ in speed and in what
 * they need of the machine. B batch, H hidden.
 */
public interface StepKernels {
    /** The fastest family: {@link #vector}, or {@link #scalar} where the JVM was started without the Vector API. */
    static StepKernels fastest() {
        return TileKernels.Fastest.KERNELS;
    }

    /** Whether this JVM was started with the Vector API. */
    static boolean vectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** The Vector API's, with vectors as wide as the machine has; needs {@link #vectorApi}. */
    static StepKernels vector() {
        return new TileKernels("vector", TileKernels::vectorTile);
    }

    /** Plain Java. */
    static StepKernels scalar() {
        return new TileKernels("scalar", batch -> new ScalarTile());
    }

    /** What the family is called in benchmarks and logs. */
    String name();

    /**
     * {@code y[b] = W x[b] + bias[rows[b]]}.
     *
     * @param rows which row of the bias each sample adds [B]; zeros for an ordinary layer
     * @param x    input [B, in]
     * @param y    output [B, out]
     */
    StepKernel linear(int batch, LinearWeights weights, int[] rows, float[] x, float[] y);

    /**
     * A whole GRU cell: both linear parts and the gates; the equations are {@link #gates}'.
     *
     * @param wx   of the input: [3H, in], rows r, z, n
     * @param wh   of the state: [3H, H], rows r, z, n
     * @param x    input [B, in]
     * @param h    state [B, H]
     * @param next output: the new state [B, H], not the same array as {@code h}
     */
    StepKernel gru(int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next);

    /**
     * The element-wise part of a GRU cell, in the variant of cuDNN and PyTorch:
     *
     * <pre>
     *   r = σ(gx_r + gh_r)    z = σ(gx_z + gh_z)    n = tanh(gx_n + r ⊙ gh_n)
     *   h' = (1 − z) ⊙ n + z ⊙ h
     * </pre>
     *
     * @param gx   [B, 3H], thirds r, z, n
     * @param gh   [B, 3H], likewise
     * @param h    state [B, H]
     * @param next output: the new state [B, H], not the same array as {@code h}
     */
    StepKernel gates(int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next);
}
