package org.amadeus.quant.product;

import org.amadeus.quant.coding.Layer;

/**
 * A layer whose activations are written as integers as they come, each vector's under a scale of its own
 * ({@link ByteActivation}): {@code y = scale ⊙ (step * (Q q)) + bias}. With activations of 8 bits the sums are integers, so
 * every implementation gives the same bits. With two digits of 8 bits nothing of a float32 activation that matters beside int8
 * weights is lost (2^-16 of the vector's largest value; of 7 bits 2^-14): they are two rows, high and low, and the product
 * reads the weights once for all rows.
 */
final class QuantizedProduct implements LayerProduct {
    private final int batch;
    private final Layer layer;
    private final IntegerProduct product;
    private final int digit;
    private final boolean vector;
    private final byte[] input;
    private final float[] steps;
    private final int[] sums;
    /** Of the low digits. */
    private final int[] low;

    /**
     * @param product of B vectors, or of 2 B where there are digits
     * @param digit   bits of a digit, 7 or 8; 0 for activations of 8 bits alone
     * @param vector  whether to use the Vector API, as digits need it
     */
    QuantizedProduct(int batch, Layer layer, IntegerProduct product, int digit, boolean vector) {
        this.batch = batch;
        this.layer = layer;
        this.product = product;
        this.digit = digit;
        this.vector = vector;
        this.input = new byte[(digit > 0 ? 2 : 1) * batch * layer.weight().columns()];
        this.steps = new float[batch];
        this.sums = new int[layer.weight().rows()];
        this.low = new int[layer.weight().rows()];
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (layer.weight().scales().length + layer.bias().length);
    }

    @Override
    public void multiply(float[] x) {
        int columns = layer.weight().columns();
        for (int b = 0; b < batch; b++) {
            int from = b * columns;
            if (digit > 0) {
                steps[b] = ByteActivation.wide(x, from, columns, digit, input, from, batch * columns + from);
            } else if (vector) {
                steps[b] = ByteActivation.fast(x, from, columns, input);
            } else {
                steps[b] = ByteActivation.plain(x, from, columns, input);
            }
        }
        product.multiply(input);
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        product.read(sample, sums);
        if (digit > 0) {
            product.read(batch + sample, low);
            Dequantizer.wide(
                    sums, low, 1 << digit, steps[sample], layer.weight().scales(), layer.bias(), y, yFrom);
        } else if (vector) {
            Dequantizer.fast(sums, steps[sample], layer.weight().scales(), layer.bias(), y, yFrom);
        } else {
            Dequantizer.plain(sums, steps[sample], layer.weight().scales(), layer.bias(), y, yFrom, 0);
        }
    }
}
