package org.amadeus.quant.kernel;

/** A layer with int8 weights, tile by tile: the product, then scale and bias. */
final class ScaledProduct {
    private final Int8Product product;
    private final float[] scale;
    private final float[] bias;

    ScaledProduct(Int8Layer layer, Int8Kernels kernels) {
        this.product = kernels.floatProduct(layer.weight());
        this.scale = layer.scale();
        this.bias = layer.bias();
    }

    int columns() {
        return product.columns();
    }

    int tiles() {
        return product.tiles();
    }

    int tileRows() {
        return product.tileRows();
    }

    int paddedRows() {
        return product.paddedRows();
    }

    /** Bytes of the matrix, the scales and the biases. */
    long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (scale.length + bias.length);
    }

    /** Writes {@code y[yOffset + row]} of the tile's rows; y has room for {@link #paddedRows()} from yOffset on. */
    void apply(int tile, float[] x, int xOffset, float[] y, int yOffset) {
        product.multiply(tile, x, xOffset, y, yOffset);
        scale(tile, y, yOffset);
    }

    /** {@link #apply} for two vectors: the second's input and output begin so far behind the first's. */
    void applyTwo(int tile, float[] x, int xOffset, int xNext, float[] y, int yOffset, int yNext) {
        product.multiplyTwo(tile, x, xOffset, xNext, y, yOffset, yNext);
        scale(tile, y, yOffset);
        scale(tile, y, yOffset + yNext);
    }

    private void scale(int tile, float[] y, int yOffset) {
        int end = Math.min(product.rows(), (tile + 1) * product.tileRows());
        for (int row = tile * product.tileRows(); row < end; row++) {
            y[yOffset + row] = Math.fma(y[yOffset + row], scale[row], bias[row]);
        }
    }
}
