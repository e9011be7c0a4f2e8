package org.amadeus.quant.product;

import org.amadeus.quant.layer.Layer;

/**
 * A layer whose activations are quantized as they come, each vector under a scale of its own ({@link ByteActivation}):
 * {@code y = scale ⊙ (step * (Q q)) + bias}. The sums are integers, so every implementation gives the same bits.
 */
final class DynamicProduct implements LayerProduct {
    private final Layer layer;
    private final IntegerProduct product;
    private final boolean vector;
    private final byte[] quantized;
    private final float[] steps;
    private final int[] sums;

    /** @param vector whether to use the Vector API */
    DynamicProduct(int batch, Layer layer, IntegerProduct product, boolean vector) {
        this.layer = layer;
        this.product = product;
        this.vector = vector;
        this.quantized = new byte[batch * layer.columns()];
        this.steps = new float[batch];
        this.sums = new int[layer.rows()];
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (layer.scale().length + layer.bias().length);
    }

    @Override
    public void multiply(float[] x) {
        int columns = layer.columns();
        for (int b = 0; b < steps.length; b++) {
            steps[b] = vector
                    ? ByteActivation.fast(x, b * columns, columns, quantized)
                    : ByteActivation.plain(x, b * columns, columns, quantized);
        }
        product.multiply(quantized);
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        product.read(sample, sums);
        if (vector) {
            Dequantizer.fast(sums, steps[sample], layer.scale(), layer.bias(), y, yFrom);
        } else {
            Dequantizer.plain(sums, steps[sample], layer.scale(), layer.bias(), y, yFrom, 0);
        }
    }
}
