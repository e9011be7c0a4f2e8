package org.amadeus.quant.product;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Layer;
import org.amadeus.quant.gates.Gates;
import org.amadeus.quant.gates.ScalarGates;
import org.amadeus.quant.gates.VectorGates;

/** Makes the kernels of layers with integer weights: a linear layer, a GRU's cell, in parts that threads share. B batch, H hidden. */
public final class LayerKernels {
    /** Parts for each of several threads: one that is held up leaves the other no more than half of its share to do. */
    private static final int PARTS = 2;

    /** Where rows or units are cut: no tile of any product is cut in two. */
    private static final int GRAIN = 128;

    private static final int GATES = 3;
    /** About so many units are a part of gates alone. */
    private static final int SPAN = 256;

    private final Products products;
    private final int threads;

    /** @param products chooses what multiplies */
    LayerKernels(Products products, int threads) {
        this.products = products;
        this.threads = threads;
    }

    /**
     * The fastest that this JVM and machine can run.
     *
     * @param threads how many will share the blocks of a kernel; oneDNN's own threads (OMP_NUM_THREADS) should be 1 then
     * @param lasting whether they are to run so often that it is worth loading oneDNN for them
     */
    public static LayerKernels fastest(int threads, boolean lasting) {
        return new LayerKernels(Products.fastest(lasting), threads);
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
        int rows = layer.weight().rows();
        return parted(
                rows,
                parts(batch, layer),
                (from, to) -> block(batch, products.of(batch, layer.rows(from, to)), x, y, rows, from));
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return block(batch, products.of(batch, layer), x, y, layer.bias().length, 0);
    }

    /** A product that writes its rows from {@code from} on of so many rows of an output. */
    private static StepKernel block(int batch, LayerProduct product, float[] x, float[] y, int rows, int from) {
        return new OneBlock(
                () -> {
                    product.multiply(x);
                    for (int b = 0; b < batch; b++) {
                        product.read(b, y, b * rows + from);
                    }
                },
                product.weightBytes());
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
        int allUnits = wh.weight().columns();
        int most = Math.min(parts(batch, wx), parts(batch, wh));
        return parted(allUnits, most, (from, to) -> {
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

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, float[] gx, float[] gh, float[] h, float[] next) {
        return parted(units, (units + SPAN - 1) / SPAN, (from, to) -> {
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

    /** Makes the kernel of some neighbouring rows or units. */
    private interface PartFactory {
        /** @param from included; {@code to} is not */
        StepKernel create(int from, int to);
    }

    /**
     * Cuts a layer.
     *
     * @param size rows or units of it
     * @param most how many parts at most
     */
    private static StepKernel parted(int size, int most, PartFactory factory) {
        int grains = (size + GRAIN - 1) / GRAIN;
        int count = Math.min(most, grains);
        if (count == 1) {
            return factory.create(0, size);
        }
        List<StepKernel> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(factory.create(grains * i / count * GRAIN, Math.min(size, grains * (i + 1) / count * GRAIN)));
        }
        return new Parted(parts);
    }

    /** A layer cut into parts of neighbouring rows or units, each a kernel of one block: a block is a part. */
    private record Parted(List<StepKernel> parts) implements StepKernel {
        @Override
        public int blocks() {
            return parts.size();
        }

        @Override
        public long weightBytes() {
            return parts.stream().mapToLong(StepKernel::weightBytes).sum();
        }

        @Override
        public void run(int block) {
            parts.get(block).run(0);
        }
    }
}
