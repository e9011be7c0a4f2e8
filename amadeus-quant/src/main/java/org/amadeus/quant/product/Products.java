package org.amadeus.quant.product;

import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.quant.layer.Activations;
import org.amadeus.quant.layer.GroupedMatrix;
import org.amadeus.quant.layer.Int8Matrix;
import org.amadeus.quant.layer.Layer;

/** Chooses what multiplies a layer's weights on this machine. */
public enum Products {
    /** Plain loops. */
    SCALAR,
    /** The Vector API at every batch size. */
    VECTOR,
    /** The Vector API, in what form suits the machine, and oneDNN. */
    FASTEST;

    /** From this batch size on oneDNN is faster than one vector after another. */
    private static final int NATIVE_BATCH = 4;
    /** So many products of 8-bit integers add up to less than 2^31. */
    private static final int MOST_COLUMNS = (1 << 17) - 1;

    /** The fastest that this JVM and machine can run. */
    public static Products fastest() {
        return StepKernels.vectorApi() && VectorProduct.isSupported() ? FASTEST : SCALAR;
    }

    /** Whether a layer's weights lie in tiles that threads can share; if not, each of its parts is a call of oneDNN. */
    public boolean isTiled(int batch, Activations activations) {
        return activations == Activations.FLOAT && !isNative(batch);
    }

    /** What computes a layer; with int8 activations the same bits whichever it is. */
    public LayerProduct of(int batch, Layer layer, Activations activations) {
        if (activations == Activations.INT8) {
            IntegerProduct product = integers(layer.weight().widened(), batch);
            return new DynamicProduct(batch, layer, product, this != SCALAR);
        }
        if (this == FASTEST
                && batch == 1
                && NibbleProduct.isFast()
                && layer.weight() instanceof GroupedMatrix grouped
                && grouped.fitsNibbles()) {
            return new NibbleProduct(batch, grouped, layer.scale(), layer.bias());
        }
        return isNative(batch) ? wide(batch, layer) : new TiledProduct(batch, layer, floats(layer));
    }

    /** What multiplies float vectors, to a float's precision. */
    private Int8Product floats(Layer layer) {
        Int8Matrix matrix = layer.weight().widened();
        return this == FASTEST && PackedProduct.isFast() && PackedProduct.suits(matrix)
                ? new PackedProduct(matrix)
                : exact(matrix);
    }

    /** What multiplies vectors of integers, exactly as {@link Int8Product} says. */
    private Int8Product exact(Int8Matrix matrix) {
        return this == SCALAR ? new ScalarProduct(matrix) : new VectorProduct(matrix);
    }

    /** What multiplies int8 vectors, so many at once, exactly. */
    public IntegerProduct integers(Int8Matrix matrix, int batch) {
        if (matrix.columns() > MOST_COLUMNS) {
            throw new AmadeusException("a layer with int8 activations has " + matrix.columns()
                    + " inputs, expected at most " + MOST_COLUMNS
                    + ", whose sums fit 32 bits. Keep it in float by a rule, or use scheme weight-only");
        }
        if (this != FASTEST || !NativeProduct.isExact(matrix) || !hasOneDnn()) {
            return new ExactProduct(matrix, batch, this::exact);
        }
        return NativeProduct.isFast() ? new NativeProduct(matrix, batch) : new ConvolutionProduct(matrix, batch);
    }

    private static LayerProduct wide(int batch, Layer layer) {
        Int8Matrix matrix = layer.weight().widened();
        return NativeProduct.isFast()
                ? new WideProduct(batch, layer, new NativeProduct(matrix, 2 * batch), Byte.SIZE)
                : new WideProduct(
                        batch, layer, ConvolutionProduct.ofDigits(matrix, 2 * batch), ConvolutionProduct.DIGIT);
    }

    private boolean isNative(int batch) {
        return this == FASTEST && batch >= NATIVE_BATCH && hasOneDnn();
    }

    private static boolean hasOneDnn() {
        return NativeProduct.isFast() || ConvolutionProduct.isFast();
    }
}
