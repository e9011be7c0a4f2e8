package org.amadeus.quant.product;

import java.util.Arrays;
import java.util.function.Function;
import org.amadeus.quant.coding.Int8Matrix;

/** By float products over so few columns at a time that their sums are exact. */
final class ExactProduct implements IntegerProduct {
    private final int batch;
    private final int rows;
    private final int columns;
    /** Of successive spans of columns. */
    private final Int8Product[] spans;

    private final float[] widened;
    private final float[] partial;
    private final int[] sums;

    /** @param products what multiplies a matrix with a float vector, each sum from the first column to the last */
    ExactProduct(Int8Matrix matrix, int batch, Function<Int8Matrix, Int8Product> products) {
        this.batch = batch;
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.spans = new Int8Product[(columns + Int8Product.EXACT_COLUMNS - 1) / Int8Product.EXACT_COLUMNS];
        for (int span = 0; span < spans.length; span++) {
            int from = span * Int8Product.EXACT_COLUMNS;
            spans[span] = products.apply(matrix.columns(from, Math.min(columns, from + Int8Product.EXACT_COLUMNS)));
        }
        this.widened = new float[columns];
        this.partial = new float[spans[0].paddedRows()];
        this.sums = new int[batch * rows];
    }

    @Override
    public long weightBytes() {
        return Arrays.stream(spans).mapToLong(Int8Product::weightBytes).sum();
    }

    @Override
    public void multiply(byte[] x) {
        for (int b = 0; b < batch; b++) {
            for (int k = 0; k < columns; k++) {
                widened[k] = x[b * columns + k];
            }
            Arrays.fill(sums, b * rows, (b + 1) * rows, 0);
            for (int span = 0; span < spans.length; span++) {
                Int8Product product = spans[span];
                for (int tile = 0, tiles = product.tiles(); tile < tiles; tile++) {
                    product.multiply(tile, widened, span * Int8Product.EXACT_COLUMNS, partial, 0);
                }
                for (int row = 0; row < rows; row++) {
                    sums[b * rows + row] += (int) partial[row];
                }
            }
        }
    }

    @Override
    public void read(int vector, int[] target) {
        System.arraycopy(sums, vector * rows, target, 0, rows);
    }
}
