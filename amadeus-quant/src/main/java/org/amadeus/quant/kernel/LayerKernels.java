package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.gates.Gates;
import org.amadeus.quant.gates.ScalarGates;
import org.amadeus.quant.gates.VectorGates;
import org.amadeus.quant.layer.Activations;
import org.amadeus.quant.layer.Layer;
import org.amadeus.quant.product.LayerProduct;
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

    private static final int GATES = 3;
    /** About so many units are a part of gates alone. */
    private static final int SPAN = 256;

    /** The fastest that this JVM and machine can run. */
    public static LayerKernels fastest(int threads) {
        return new LayerKernels(Products.fastest(), threads);
    }

    /** Plain loops: the twins of the others. */
    public static LayerKernels scalar() {
        return new LayerKernels(Products.SCALAR, 1);
    }

    /** Whether a layer is better multiplied as float32 weights: loops over integers are slow on Java 17. */
    public boolean prefersFloats(Layer layer) {
        return products == Products.SCALAR && layer.activations() == Activations.FLOAT;
    }

    /**
     * A linear layer; with int8 activations the same bits from every family.
     *
     * @param x input [B, in]; finite where activations are int8
     * @param y output [B, out]
     */
    public StepKernel linear(int batch, Layer layer, float[] x, float[] y) {
        int rows = layer.rows();
        return PartedKernel.of(rows, parts(batch, layer), (from, to) -> {
            LayerProduct part = products.of(batch, layer.rows(from, to));
            return new OneBlock(
                    () -> {
                        part.multiply(x);
                        for (int b = 0; b < batch; b++) {
                            part.read(b, y, b * rows + from);
                        }
                    },
                    part.weightBytes());
        });
    }

    /**
     * A GRU cell with gates in half precision.
     *
     * @param wx   of the input: [3H, in], rows r, z, n
     * @param wh   of the state: [3H, H], rows r, z, n
     * @param x    input [B, in]
     * @param h    state [B, H]
     * @param next output: the new state [B, H], not the same array as {@code h}
     */
    public StepKernel gru(int batch, Layer wx, Layer wh, float[] x, float[] h, float[] next) {
        int allUnits = wh.columns();
        int most = Math.min(parts(batch, wx), parts(batch, wh));
        return PartedKernel.of(allUnits, most, (from, to) -> {
            int units = to - from;
            LayerProduct xPart = products.of(batch, wx.units(from, to));
            LayerProduct hPart = products.of(batch, wh.units(from, to));
            Gates gates = gates(units);
            float[] gx = new float[GATES * units];
            float[] gh = new float[GATES * units];
            // All products, then sample by sample linear parts and gates, while they are in the nearest cache.
            return new OneBlock(
                    () -> {
                        xPart.multiply(x);
                        hPart.multiply(h);
                        for (int b = 0; b < batch; b++) {
                            xPart.read(b, gx, 0);
                            hPart.read(b, gh, 0);
                            gates.apply(gx, gh, 0, units, h, next, b * allUnits + from, units);
                        }
                    },
                    xPart.weightBytes() + hPart.weightBytes());
        });
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return new StaticLinearKernel(
                batch, layer, products.integers(layer.weight().matrix(), batch), x, y);
    }

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, float[] gx, float[] gh, float[] h, float[] next) {
        return PartedKernel.of(units, (units + SPAN - 1) / SPAN, (from, to) -> {
            int count = to - from;
            Gates gates = gates(count);
            return new OneBlock(() -> {
                for (int b = 0; b < batch; b++) {
                    gates.apply(gx, gh, b * GATES * units + from, units, h, next, b * units + from, count);
                }
            });
        });
    }

    private Gates gates(int units) {
        return products == Products.SCALAR ? new ScalarGates() : new VectorGates(units);
    }

    /** oneDNN's products are called once a part: no more of these than threads. */
    private int parts(int batch, Layer layer) {
        return threads == 1 || !products.isTiled(batch, layer) ? threads : PARTS * threads;
    }
}
