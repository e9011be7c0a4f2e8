package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;

/**
 * Makes the kernels of layers with int4 weights: at batch 1, on machines with 512-bit vectors, kernels that read them as
 * they are; elsewhere those of int8 weights, which the same numbers are widened to once.
 */
public final class Int4Kernels {
    private final Int8Kernels wide;
    private final LayerParts parts;
    private final boolean narrow;

    private Int4Kernels(Int8Kernels wide, int threads, boolean narrow) {
        this.wide = wide;
        this.parts = new LayerParts(threads);
        this.narrow = narrow;
    }

    /**
     * The fastest that this JVM and machine can run.
     *
     * @param threads how many will share the blocks of a kernel
     */
    public static Int4Kernels fastest(int threads) {
        return new Int4Kernels(Int8Kernels.fastest(threads), threads, NibbleProduct.isFast());
    }

    /** Plain loops over the same numbers as int8 weights: the twins of the others. */
    public static Int4Kernels scalar() {
        return new Int4Kernels(Int8Kernels.scalar(), 1, false);
    }

    /**
     * A linear layer with int4 weights and float activations.
     *
     * @param floats the family to take a float32 kernel from, where integer weights would be slow
     * @param x      input [B, in]
     * @param y      output [B, out]
     */
    public StepKernel linear(int batch, Int4Layer layer, StepKernels floats, float[] x, float[] y) {
        return narrow && batch == 1
                ? parts.linear(
                        batch,
                        layer.weight().rows(),
                        (from, to) -> new NibbleProduct(batch, layer.rows(from, to)),
                        x,
                        y)
                : wide.linear(batch, layer.widened(), floats, x, y);
    }

    /**
     * A GRU cell with int4 weights, float activations and gates in half or single precision; shapes as of
     * {@link Int8Kernels#gru}.
     */
    public StepKernel gru(
            int batch,
            Int4Layer wx,
            Int4Layer wh,
            boolean half,
            StepKernels floats,
            float[] x,
            float[] h,
            float[] next) {
        return narrow && batch == 1
                ? parts.gru(
                        batch,
                        wh.weight().columns(),
                        (from, to) -> new NibbleProduct(batch, wx.units(from, to)),
                        (from, to) -> new NibbleProduct(batch, wh.units(from, to)),
                        span -> wide.gates(half, span),
                        x,
                        h,
                        next)
                : wide.gru(batch, wx.widened(), wh.widened(), half, floats, x, h, next);
    }
}
