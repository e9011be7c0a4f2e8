package org.amadeus.quant.product;

import org.amadeus.quant.coding.Layer;

/** A layer with int8 weights and float activations, tile by tile: the product, then scale and bias. */
final class TiledProduct implements LayerProduct {
    private final int batch;
    private final Int8Product product;
    private final float[] scale;
    private final float[] bias;
    /** [B, padded rows]. */
    private final float[] sums;

    TiledProduct(int batch, Layer layer, Int8Product product) {
        this.batch = batch;
        this.product = product;
        this.scale = layer.weight().scales();
        this.bias = layer.bias();
        this.sums = new float[batch * product.paddedRows()];
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (scale.length + bias.length);
    }

    /** A tile for all samples in a row, while its weights are in the nearest cache. */
    @Override
    public void multiply(float[] x) {
        int in = product.columns();
        int padded = product.paddedRows();
        for (int tile = 0, tiles = product.tiles(); tile < tiles; tile++) {
            int b = 0;
            for (; b + 2 <= batch; b += 2) {
                product.multiplyTwo(tile, x, b * in, in, sums, b * padded, padded);
            }
            if (b < batch) {
                product.multiply(tile, x, b * in, sums, b * padded);
            }
        }
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        int from = sample * product.paddedRows();
        for (int row = 0; row < scale.length; row++) {
            y[yFrom + row] = Math.fma(sums[from + row], scale[row], bias[row]);
        }
    }
}
