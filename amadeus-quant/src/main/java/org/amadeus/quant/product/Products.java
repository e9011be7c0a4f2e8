package org.amadeus.quant.product;

import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Layer;

/** Chooses what multiplies a layer's weights on this machine. */
enum Products {
    /** Plain loops. */
    SCALAR,
    /** The Vector API at every batch size. */
    VECTOR,
    /** The Vector API, in what form suits the machine, and oneDNN for larger batches. */
    FASTEST,
    /** As {@link #FASTEST}, but oneDNN, which takes half a second and more to load, at every batch size. */
    LASTING;

    /** From this batch size on oneDNN is so much faster than one vector after another that a short piece gains by it. */
    private static final int NATIVE_BATCH = 4;
    /** So many products of 8-bit integers add up to less than 2^31. */
    private static final int MOST_COLUMNS = (1 << 17) - 1;

    /**
     * The fastest that this JVM and machine can run.
     *
     * @param lasting whether it will be used for long
     */
    static Products fastest(boolean lasting) {
        if (!StepKernels.vectorApi() || !VectorProduct.isSupported()) {
            return SCALAR;
        }
        return lasting ? LASTING : FASTEST;
    }

    /** Whether a layer's weights lie in tiles that threads can share; if not, each of its parts is a call of oneDNN. */
    boolean isTiled(int batch, Layer layer) {
        return layer.activations() == Activations.FLOAT && !isNative(batch);
    }

    /** What computes a layer; with int8 activations the same bits whichever it is. */
    LayerProduct of(int batch, Layer layer) {
        if (layer.activations() == Activations.INT8) {
            IntegerProduct product = integers(layer.weight().widened(), batch);
            return new QuantizedProduct(batch, layer, product, 0, this != SCALAR);
        }
        if (isFast() && batch == 1 && NibbleProduct.suits(layer)) {
            return new NibbleProduct(batch, layer);
        }
        return isNative(batch) ? wide(batch, layer) : new TiledProduct(batch, layer, floats(layer));
    }

    /** What multiplies float vectors, to a float's precision. */
    private Int8Product floats(Layer layer) {
        Int8Matrix matrix = layer.weight().widened();
        return isFast() && PackedProduct.isFast() && PackedProduct.suits(matrix)
                ? new PackedProduct(matrix)
                : exact(matrix);
    }

    /** What multiplies vectors of integers, exactly as {@link Int8Product} says. */
    private Int8Product exact(Int8Matrix matrix) {
        return this == SCALAR ? new ScalarProduct(matrix) : new VectorProduct(matrix);
    }

    /** What computes a layer in integers; the same bits whichever it is. */
    LayerProduct of(int batch, StaticLayer layer) {
        return new StaticProduct(batch, layer, integers(layer.weight().matrix(), batch));
    }

    /** What multiplies int8 vectors, so many at once, exactly. */
    private IntegerProduct integers(Int8Matrix matrix, int batch) {
        if (matrix.columns() > MOST_COLUMNS) {
            throw new AmadeusException("a layer with int8 activations has " + matrix.columns()
                    + " inputs, expected at most " + MOST_COLUMNS
                    + ", whose sums fit 32 bits. Keep it in float by a rule, or use scheme weight-only");
        }
        return isFast() && hasOneDnn() && NativeProduct.isExact(matrix)
                ? oneDnn(matrix, batch, Byte.SIZE)
                : new ExactProduct(matrix, batch, this::exact);
    }

    private static LayerProduct wide(int batch, Layer layer) {
        Int8Matrix matrix = layer.weight().widened();
        int digit = NativeProduct.isFast() ? Byte.SIZE : ConvolutionProduct.DIGIT;
        return new QuantizedProduct(batch, layer, oneDnn(matrix, 2 * batch, digit), digit, true);
    }

    /** @param bits of the vectors' values where it is a convolution */
    private static IntegerProduct oneDnn(Int8Matrix matrix, int batch, int bits) {
        return NativeProduct.isFast() ? NativeProduct.of(matrix, batch) : new ConvolutionProduct(matrix, batch, bits);
    }

    private boolean isNative(int batch) {
        return (this == LASTING || this == FASTEST && batch >= NATIVE_BATCH) && hasOneDnn();
    }

    private boolean isFast() {
        return this == FASTEST || this == LASTING;
    }

    /** Whether oneDNN multiplies int8 matrices fast on this machine. */
    static boolean hasOneDnn() {
        return NativeProduct.isFast() || ConvolutionProduct.isFast();
    }
}
