package org.amadeus.quant.product;

import org.amadeus.quant.coding.Int8Matrix;

/** The plain twin of {@link VectorProduct}: a loop over rows and columns. */
final class ScalarProduct extends Int8Product {
    private static final int TILE = 64;

    private final Int8Matrix matrix;

    ScalarProduct(Int8Matrix matrix) {
        super(matrix, TILE);
        this.matrix = matrix;
    }

    @Override
    long weightBytes() {
        return matrix.values().length;
    }

    @Override
    void multiply(int tile, float[] x, int xOffset, float[] y, int yOffset) {
        byte[] values = matrix.values();
        int columns = matrix.columns();
        int end = Math.min(matrix.rows(), (tile + 1) * TILE);
        for (int row = tile * TILE; row < end; row++) {
            float sum = 0;
            for (int k = 0; k < columns; k++) {
                sum = Math.fma((float) values[row * columns + k], x[xOffset + k], sum);
            }
            y[yOffset + row] = sum;
        }
    }
}
