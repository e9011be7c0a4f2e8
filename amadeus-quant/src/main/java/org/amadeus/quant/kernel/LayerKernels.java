package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.gates.Gates;
import org.amadeus.quant.gates.GatesKernel;
import org.amadeus.quant.gates.ScalarGates;
import org.amadeus.quant.gates.VectorGates;
import org.amadeus.quant.layer.Activations;
import org.amadeus.quant.layer.Layer;
import org.amadeus.quant.layer.StaticLayer;
import org.amadeus.quant.product.Products;

/**
 * Makes the kernels of layers with integer weights.
 *
 * @param products chooses what multiplies them
 * @param threads  how many will share the blocks of a kernel; oneDNN's own threads (OMP_NUM_THREADS) should be 1 then
 */
public record LayerKernels(Products products, int threads) {
    /** Parts for each of several threads: one that is held up leaves the other no more than half of its share to do. */
    private static final int PARTS = 2;

    /** The fastest that this JVM and machine can run. */
    public static LayerKernels fastest(int threads) {
        return new LayerKernels(Products.fastest(), threads);
    }

    /** Plain loops: the twins of the others. */
    public static LayerKernels scalar() {
        return new LayerKernels(Products.SCALAR, 1);
    }

    /** Whether float activations are better multiplied by float32 weights: loops over integers are slow on Java 17. */
    public boolean prefersFloatWeights() {
        return products == Products.SCALAR;
    }

    /**
     * A linear layer; with int8 activations the same bits from every family.
     *
     * @param x input [B, in]; finite where activations are int8
     * @param y output [B, out]
     */
    public StepKernel linear(int batch, Layer layer, Activations activations, float[] x, float[] y) {
        int rows = layer.rows();
        return PartedKernel.of(
                rows,
                parts(batch, activations),
                (from, to) -> new LinearKernel(
                        batch, products.of(batch, layer.rows(from, to), activations), x, y, from, rows));
    }

    /**
     * A GRU cell with gates in half precision.
     *
     * @param wx      of the input: [3H, in], rows r, z, n
     * @param ofInput what becomes of x
     * @param wh      of the state: [3H, H], rows r, z, n
     * @param ofState what becomes of h
     * @param x       input [B, in]
     * @param h       state [B, H]
     * @param next    output: the new state [B, H], not the same array as {@code h}
     */
    public StepKernel gru(
            int batch,
            Layer wx,
            Activations ofInput,
            Layer wh,
            Activations ofState,
            float[] x,
            float[] h,
            float[] next) {
        int units = wh.columns();
        int most = Math.min(parts(batch, ofInput), parts(batch, ofState));
        return PartedKernel.of(
                units,
                most,
                (from, to) -> new GruKernel(
                        batch,
                        to - from,
                        products.of(batch, wx.units(from, to), ofInput),
                        products.of(batch, wh.units(from, to), ofState),
                        gates(to - from),
                        x,
                        h,
                        next,
                        from,
                        units));
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return new StaticLinearKernel(batch, layer, products.integers(layer.weight(), batch), x, y);
    }

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, float[] gx, float[] gh, float[] h, float[] next) {
        return new GatesKernel(batch, units, this::gates, gx, gh, h, next);
    }

    private Gates gates(int units) {
        return products == Products.SCALAR ? new ScalarGates() : new VectorGates(units);
    }

    /** oneDNN's products are called once a part: no more of these than threads. */
    private int parts(int batch, Activations activations) {
        return threads == 1 || !products.isTiled(batch, activations) ? threads : PARTS * threads;
    }
}
