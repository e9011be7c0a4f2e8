package org.amadeus.quant.kernel;

import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.step.Kernels;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.gates.Gates;
import org.amadeus.quant.gates.GatesKernel;
import org.amadeus.quant.gates.ScalarGates;
import org.amadeus.quant.gates.VectorGates;

/** Makes the kernels of layers with integer weights, and chooses what multiplies them on this machine. */
public final class LayerKernels {
    /** From this batch size on oneDNN is faster than one vector after another. */
    static final int NATIVE_BATCH = 4;
    /** So many products of 8-bit integers add up to less than 2^31. */
    private static final int MOST_COLUMNS = (1 << 17) - 1;
    /** Parts for each of several threads: one that is held up leaves the other no more than half of its share to do. */
    private static final int PARTS = 2;

    private enum Family {
        /** Plain loops. */
        SCALAR,
        /** The Vector API at every batch size. */
        VECTOR,
        /** The Vector API, in what form suits the machine, and oneDNN. */
        FASTEST
    }

    private final Family family;
    private final int threads;

    private LayerKernels(Family family, int threads) {
        this.family = family;
        this.threads = threads;
    }

    /**
     * The fastest that this JVM and machine can run.
     *
     * @param threads how many will share the blocks of a kernel; oneDNN's own threads (OMP_NUM_THREADS) should be 1 then
     */
    public static LayerKernels fastest(int threads) {
        boolean vector = Kernels.vectorApi() && VectorProduct.isSupported();
        return new LayerKernels(vector ? Family.FASTEST : Family.SCALAR, threads);
    }

    /** The Vector API's at every batch size. */
    static LayerKernels vector() {
        return new LayerKernels(Family.VECTOR, 1);
    }

    /** Plain loops: the twins of the others. */
    public static LayerKernels scalar() {
        return new LayerKernels(Family.SCALAR, 1);
    }

    /** Whether float activations are better multiplied by float32 weights: loops over integers are slow on Java 17. */
    public boolean prefersFloatWeights() {
        return family == Family.SCALAR;
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
                (from, to) ->
                        new LinearKernel(batch, product(batch, layer.rows(from, to), activations), x, y, from, rows));
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
                        product(batch, wx.units(from, to), ofInput),
                        product(batch, wh.units(from, to), ofState),
                        gates(to - from),
                        x,
                        h,
                        next,
                        from,
                        units));
    }

    /** A linear layer in integers: x [B, in], y [B, out]. */
    public StepKernel linear(int batch, StaticLayer layer, float[] x, float[] y) {
        return new StaticLinearKernel(batch, layer, integers(layer.weight(), batch), x, y);
    }

    /** The gates of a GRU cell alone: gx, gh [B, 3H], h, next [B, H]. */
    public StepKernel gates(int batch, int units, float[] gx, float[] gh, float[] h, float[] next) {
        return new GatesKernel(batch, units, this::gates, gx, gh, h, next);
    }

    private Gates gates(int units) {
        return family == Family.SCALAR ? new ScalarGates() : new VectorGates(units);
    }

    /** oneDNN's products are called once a part: no more of these than threads. */
    private int parts(int batch, Activations activations) {
        boolean tiled = activations == Activations.FLOAT && !isNative(batch);
        return threads == 1 || !tiled ? threads : PARTS * threads;
    }

    private LayerProduct product(int batch, Layer layer, Activations activations) {
        if (activations == Activations.INT8) {
            IntegerProduct product = integers(layer.weight().widened(), batch);
            return new DynamicProduct(batch, layer, product, family != Family.SCALAR);
        }
        if (family == Family.FASTEST
                && batch == 1
                && NibbleProduct.isFast()
                && layer.weight() instanceof GroupedMatrix grouped
                && grouped.fitsNibbles()) {
            return new NibbleProduct(batch, grouped, layer.scale(), layer.bias());
        }
        return isNative(batch)
                ? new WideProduct(batch, layer, byOneDnn(layer.weight().widened(), 2 * batch))
                : new TiledProduct(batch, layer, floats(layer));
    }

    /** What multiplies float vectors, to a float's precision. */
    private Int8Product floats(Layer layer) {
        Int8Matrix matrix = layer.weight().widened();
        return family == Family.FASTEST && PackedProduct.isFast() && PackedProduct.suits(matrix)
                ? new PackedProduct(matrix)
                : exact(matrix);
    }

    /** What multiplies vectors of integers, exactly as {@link Int8Product} says. */
    private Int8Product exact(Int8Matrix matrix) {
        return family == Family.SCALAR ? new ScalarProduct(matrix) : new VectorProduct(matrix);
    }

    private IntegerProduct integers(Int8Matrix matrix, int batch) {
        if (matrix.columns() > MOST_COLUMNS) {
            throw new AmadeusException("a layer with int8 activations has " + matrix.columns()
                    + " inputs, expected at most " + MOST_COLUMNS
                    + ", whose sums fit 32 bits. Keep it in float by a rule, or use scheme weight-only");
        }
        if (family != Family.FASTEST || !NativeProduct.isExact(matrix)) {
            return new ExactProduct(matrix, batch, this::exact);
        }
        return NativeProduct.isFast() || ConvolutionProduct.isFast()
                ? byOneDnn(matrix, batch)
                : new ExactProduct(matrix, batch, this::exact);
    }

    private static IntegerProduct byOneDnn(Int8Matrix matrix, int vectors) {
        return NativeProduct.isFast() ? new NativeProduct(matrix, vectors) : new ConvolutionProduct(matrix, vectors);
    }

    private boolean isNative(int batch) {
        return family == Family.FASTEST
                && batch >= NATIVE_BATCH
                && (NativeProduct.isFast() || ConvolutionProduct.isFast());
    }
}
