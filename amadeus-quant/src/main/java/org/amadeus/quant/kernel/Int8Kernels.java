package org.amadeus.quant.kernel;

import java.util.function.Function;
import org.amadeus.model.kernel.Kernels;
import org.amadeus.model.kernel.LinearWeights;
import org.amadeus.model.kernel.StepKernel;
import org.amadeus.model.kernel.StepKernels;

/**
 * Makes the kernels of quantized layers: the Vector API's at small batches, oneDNN's at larger ones, and where the JVM or
 * the machine lacks what these need, float32 kernels over weights that are widened once.
 */
public final class Int8Kernels {
    /** From this batch size on oneDNN is faster than one vector after another. */
    static final int NATIVE_BATCH = 4;

    private final Function<Int8Matrix, Int8Product> products;
    private final Function<Int8Matrix, Int8Product> floatProducts;
    private final GatesFactory gates;
    private final boolean widens;
    private final boolean usesNative;

    private interface GatesFactory {
        Gates create(boolean half, int units);
    }

    private Int8Kernels(
            Function<Int8Matrix, Int8Product> products,
            Function<Int8Matrix, Int8Product> floatProducts,
            GatesFactory gates,
            boolean widens,
            boolean usesNative) {
        this.products = products;
        this.floatProducts = floatProducts;
        this.gates = gates;
        this.widens = widens;
        this.usesNative = usesNative;
    }

    /** The fastest that this JVM and machine can run. */
    public static Int8Kernels fastest() {
        boolean vector = Kernels.vectorApi() && VectorProduct.isSupported();
        if (!vector) {
            return widening();
        }
        return new Int8Kernels(
                VectorProduct::new,
                PackedProduct.isFast() ? Int8Kernels::packed : VectorProduct::new,
                VectorGates::new,
                false,
                true);
    }

    private static Int8Product packed(Int8Matrix matrix) {
        return PackedProduct.suits(matrix) ? new PackedProduct(matrix) : new VectorProduct(matrix);
    }

    /** The Vector API's at every batch size. */
    static Int8Kernels vector() {
        return new Int8Kernels(VectorProduct::new, VectorProduct::new, VectorGates::new, false, false);
    }

    /** Float32 kernels over widened weights, where the JVM has no vectors: int8 loops are slow on Java 17. */
    static Int8Kernels widening() {
        return new Int8Kernels(
                ScalarProduct::new, ScalarProduct::new, (half, units) -> new ScalarGates(half), true, false);
    }

    /** Plain loops over the int8 weights: the twins of the others. */
    public static Int8Kernels scalar() {
        return new Int8Kernels(
                ScalarProduct::new, ScalarProduct::new, (half, units) -> new ScalarGates(half), false, false);
    }

    /** A product of one int8 matrix with float vectors, to a float's precision. */
    public Int8Product floatProduct(Int8Matrix matrix) {
        return floatProducts.apply(matrix);
    }

    /** A product of one int8 matrix with vectors of integers, exact as {@link Int8Product} says. */
    public Int8Product product(Int8Matrix matrix) {
        return products.apply(matrix);
    }

    /** The arithmetic of the gates of {@code units} units, in half or in single precision; for one kernel. */
    public Gates gates(boolean half, int units) {
        return gates.create(half, units);
    }

    /**
     * A linear layer with int8 weights and float activations.
     *
     * @param floats the family to take a float32 kernel from, where int8 weights would be slow
     * @param x      input [B, in]
     * @param y      output [B, out]
     */
    public StepKernel linear(int batch, Int8Layer layer, StepKernels floats, float[] x, float[] y) {
        if (widens) {
            return floats.linear(batch, widen(layer), new int[batch], x, y);
        }
        return isNative(batch)
                ? new NativeLinearKernel(batch, layer, x, y)
                : new Int8LinearKernel(batch, layer, this, x, y);
    }

    /**
     * A GRU cell with int8 weights, float activations and gates in half or single precision.
     *
     * @param wx     of the input: [3H, in], rows r, z, n
     * @param wh     of the state: [3H, H], rows r, z, n
     * @param floats the family to take float32 kernels from, where int8 weights would be slow
     * @param x      input [B, in]
     * @param h      state [B, H]
     * @param next   output: the new state [B, H], not the same array as {@code h}
     */
    public StepKernel gru(
            int batch,
            Int8Layer wx,
            Int8Layer wh,
            boolean half,
            StepKernels floats,
            float[] x,
            float[] h,
            float[] next) {
        int units = wh.weight().columns();
        if (widens) {
            float[] gx = new float[batch * wx.weight().rows()];
            float[] gh = new float[batch * wh.weight().rows()];
            return new KernelSequence(
                    linear(batch, wx, floats, x, gx),
                    linear(batch, wh, floats, h, gh),
                    gates(batch, units, half, gx, gh, h, next));
        }
        return isNative(batch)
                ? new NativeGruKernel(batch, wx, wh, gates(half, units), x, h, next)
                : new Int8GruKernel(batch, wx, wh, gates(half, units), this, x, h, next);
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return new StaticLinearKernel(batch, layer, this, x, y);
    }

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, boolean half, float[] gx, float[] gh, float[] h, float[] next) {
        return new GatesKernel(batch, units, gates(half, units), gx, gh, h, next);
    }

    private boolean isNative(int batch) {
        return usesNative && batch >= NATIVE_BATCH && NativeInt8.isFast();
    }

    private static LinearWeights widen(Int8Layer layer) {
        int columns = layer.weight().columns();
        float[] weight = new float[layer.weight().values().length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = layer.scale()[i / columns] * layer.weight().values()[i];
        }
        return new LinearWeights(layer.weight().rows(), columns, weight, layer.bias());
    }
}
