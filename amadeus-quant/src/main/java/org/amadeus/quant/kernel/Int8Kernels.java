package org.amadeus.quant.kernel;

import java.util.function.Function;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.step.Kernels;
import org.amadeus.model.kernel.step.LinearWeights;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;

/**
 * Makes the kernels of quantized layers: the Vector API's at small batches, oneDNN's at larger ones, and where the JVM or
 * the machine lacks what these need, float32 kernels over weights that are widened once.
 */
public final class Int8Kernels {
    /** From this batch size on oneDNN is faster than one vector after another. */
    static final int NATIVE_BATCH = 4;
    /** So many products of 8-bit integers add up to less than 2^31. */
    private static final int MOST_COLUMNS = (1 << 17) - 1;

    private final Function<Int8Matrix, Int8Product> products;
    private final Function<Int8Matrix, Int8Product> floatProducts;
    private final GatesFactory gates;
    private final boolean vector;
    private final boolean widens;
    /** How many parts oneDNN's products are cut into, for as many threads; 0 where oneDNN is not used. */
    private final int nativeParts;

    private interface GatesFactory {
        Gates create(boolean half, int units);
    }

    private Int8Kernels(
            Function<Int8Matrix, Int8Product> products,
            Function<Int8Matrix, Int8Product> floatProducts,
            GatesFactory gates,
            boolean vector,
            boolean widens,
            int nativeParts) {
        this.products = products;
        this.floatProducts = floatProducts;
        this.gates = gates;
        this.vector = vector;
        this.widens = widens;
        this.nativeParts = nativeParts;
    }

    /**
     * The fastest that this JVM and machine can run.
     *
     * @param threads how many will share the blocks of a kernel; oneDNN's own threads (OMP_NUM_THREADS) should be 1 then
     */
    public static Int8Kernels fastest(int threads) {
        boolean vector = Kernels.vectorApi() && VectorProduct.isSupported();
        if (!vector) {
            return widening();
        }
        return new Int8Kernels(
                VectorProduct::new,
                PackedProduct.isFast() ? Int8Kernels::packed : VectorProduct::new,
                VectorGates::new,
                true,
                false,
                threads);
    }

    private static Int8Product packed(Int8Matrix matrix) {
        return PackedProduct.suits(matrix) ? new PackedProduct(matrix) : new VectorProduct(matrix);
    }

    /** The Vector API's at every batch size. */
    static Int8Kernels vector() {
        return new Int8Kernels(VectorProduct::new, VectorProduct::new, VectorGates::new, true, false, 0);
    }

    /** Float32 kernels over widened weights, where the JVM has no vectors: int8 loops are slow on Java 17. */
    static Int8Kernels widening() {
        return new Int8Kernels(
                ScalarProduct::new, ScalarProduct::new, (half, units) -> new ScalarGates(half), false, true, 0);
    }

    /** Plain loops over the int8 weights: the twins of the others. */
    public static Int8Kernels scalar() {
        return new Int8Kernels(
                ScalarProduct::new, ScalarProduct::new, (half, units) -> new ScalarGates(half), false, false, 0);
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
                ? parts().linear(
                                batch,
                                layer.weight().rows(),
                                (from, to) -> new WideProduct(batch, layer.rows(from, to)),
                                x,
                                y)
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
                ? parts().gru(
                                batch,
                                units,
                                (from, to) -> new WideProduct(batch, wx.units(from, to)),
                                (from, to) -> new WideProduct(batch, wh.units(from, to)),
                                span -> gates(half, span),
                                x,
                                h,
                                next)
                : new Int8GruKernel(batch, wx, wh, half, this, x, h, next);
    }

    /** As {@link #gru}, its activations quantized as they come; the same bits from every family. */
    public StepKernel dynamicGru(
            int batch, Int8Layer wx, Int8Layer wh, boolean half, float[] x, float[] h, float[] next) {
        return parts().gru(
                        batch,
                        wh.weight().columns(),
                        (from, to) -> dynamic(batch, wx.units(from, to)),
                        (from, to) -> dynamic(batch, wh.units(from, to)),
                        span -> gates(half, span),
                        x,
                        h,
                        next);
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return new StaticLinearKernel(batch, layer, integers(layer.weight(), batch), x, y);
    }

    /**
     * A linear layer with int8 weights and activations that are quantized as they come; the same bits from every family.
     *
     * @param x input [B, in], finite
     * @param y output [B, out]
     */
    public StepKernel dynamic(int batch, Int8Layer layer, float[] x, float[] y) {
        return parts().linear(batch, layer.weight().rows(), (from, to) -> dynamic(batch, layer.rows(from, to)), x, y);
    }

    private LayerProduct dynamic(int batch, Int8Layer layer) {
        return new DynamicProduct(batch, layer, integers(layer.weight(), batch), vector);
    }

    private LayerParts parts() {
        return new LayerParts(nativeParts);
    }

    private IntegerProduct integers(Int8Matrix matrix, int batch) {
        if (matrix.columns() > MOST_COLUMNS) {
            throw new AmadeusException("a layer with int8 activations has " + matrix.columns()
                    + " inputs, expected at most " + MOST_COLUMNS
                    + ", whose sums fit 32 bits. Keep it in float by a rule, or use scheme weight-only");
        }
        return nativeParts > 0 && NativeInt8.isFast() && NativeProduct.isExact(matrix)
                ? new NativeProduct(matrix, batch)
                : new ExactProduct(matrix, batch, products);
    }

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, boolean half, float[] gx, float[] gh, float[] h, float[] next) {
        return new GatesKernel(batch, units, span -> gates(half, span), gx, gh, h, next);
    }

    private boolean isNative(int batch) {
        return nativeParts > 0 && batch >= NATIVE_BATCH && NativeInt8.isFast();
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
