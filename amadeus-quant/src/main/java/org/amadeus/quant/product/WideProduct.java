package org.amadeus.quant.product;

import org.amadeus.quant.layer.Layer;

/**
 * A layer with float activations, by oneDNN's int8 product. A vector's values are written as integers under a scale
 * of its own, and these as two rows of digits, high and low: the product reads the weights once for all rows, and nothing
 * of a float32 activation that matters beside int8 weights is lost (with digits of 8 bits 2^-16 of the vector's largest value, of 7 bits 2^-14).
 */
final class WideProduct implements LayerProduct {
    private final int batch;
    private final int bits;
    private final Layer layer;
    private final IntegerProduct product;
    private final byte[] input;
    private final float[] steps;
    private final int[] high;
    private final int[] low;

    /**
     * @param product of 2 B vectors
     * @param bits    of its activations, 7 or 8
     */
    WideProduct(int batch, Layer layer, IntegerProduct product, int bits) {
        this.batch = batch;
        this.bits = bits;
        this.layer = layer;
        this.product = product;
        this.input = new byte[2 * batch * layer.columns()];
        this.steps = new float[batch];
        this.high = new int[layer.rows()];
        this.low = new int[layer.rows()];
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (layer.scale().length + layer.bias().length);
    }

    @Override
    public void multiply(float[] x) {
        int columns = layer.columns();
        for (int b = 0; b < batch; b++) {
            steps[b] = WideActivation.split(x, b * columns, columns, bits, input, b * columns, (batch + b) * columns);
        }
        product.multiply(input);
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        product.read(sample, high);
        product.read(batch + sample, low);
        Dequantizer.wide(high, low, 1 << bits, steps[sample], layer.scale(), layer.bias(), y, yFrom);
    }
}
