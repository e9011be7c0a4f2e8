package org.amadeus.quant.product;

import org.amadeus.quant.coding.Int8Matrix;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;

/**
 * oneDNN's product where there is AVX2 but no VNNI: a matrix times B vectors is a convolution of one pixel over an image of
 * 1 x B, and that one is fast there where the matrix product is not. It takes unsigned activations, u = x + 128, and adds
 * the products of two neighbouring columns in 16 bits, which saturate. So the weights are W = A + E: A with no pair of
 * columns (2j, 2j + 1) whose positive or whose negative values add up to more than 128 (times 255 that
 * fits 16 bits), and the few that are left over as a list E ({@link ClippedMatrix}):
 *
 * <pre>
 *   Σ W x = (Σ A u - 128 Σ A) + Σ E x
 * </pre>
 *
 * where the first part is the convolution's, with its bias. Of activations of {@value #DIGIT} bits, u = x + 64, no pair is
 * too large, and there is no E. Exact where {@link NativeProduct#isExact} says so, for the sums pass through floats.
 */
final class ConvolutionProduct implements IntegerProduct {
    /** Bits of activations that no weights are left over for. */
    static final int DIGIT = 7;

    private final int rows;
    private final int columns;
    private final int shift;
    private final ClippedMatrix weights;
    private final NativeProduct product;
    private final byte[] shifted;
    /** The vectors of the last product. */
    private final byte[] signed;

    /**
     * @param batch vectors at once
     * @param bits  of their values, signed: 8 or {@value #DIGIT}
     */
    ConvolutionProduct(Int8Matrix matrix, int batch, int bits) {
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.shift = 1 << bits - 1;
        this.weights = new ClippedMatrix(matrix, Short.MAX_VALUE / (2 * shift - 1));
        int[] fixed = new int[rows];
        for (int i = 0; i < weights.values().length; i++) {
            fixed[i / columns] -= shift * weights.values()[i];
        }
        this.product = NativeProduct.convolution(new Int8Matrix(rows, columns, weights.values()), batch, fixed);
        this.shifted = new byte[batch * columns];
        this.signed = new byte[shifted.length];
    }

    /** Whether oneDNN is there and has instructions for this, and none for {@link NativeProduct#of}. */
    static boolean isFast() {
        return NativeProduct.includes(cpu_isa.avx2) && !NativeProduct.isFast();
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) rows * Integer.BYTES + weights.bytes();
    }

    @Override
    public void multiply(byte[] x) {
        System.arraycopy(x, 0, signed, 0, signed.length);
        for (int from = 0; from < shifted.length; from += columns) {
            weights.arrange(x, from, shift, shifted);
        }
        product.multiply(shifted);
    }

    @Override
    public void read(int vector, int[] sums) {
        product.read(vector, sums);
        weights.addRest(signed, vector * columns, sums);
    }
}
