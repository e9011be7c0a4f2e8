package org.amadeus.quant.statistics;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A sum of outer products, Σ x xᵀ, many at a time by one product of matrices. */
final class MomentSum {
    private static final int ROWS = 512;

    private final int width;
    private final float[] rows;
    private final double[] total;
    private int filled;

    MomentSum(int width) {
        this.width = width;
        this.rows = new float[ROWS * width];
        this.total = new double[width * width];
    }

    /** @param values rows to be added [B, width] */
    void add(float[] values) {
        for (int from = 0; from < values.length; from += width) {
            System.arraycopy(values, from, rows, filled * width, width);
            if (++filled == ROWS) {
                flush();
            }
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        try (INDArray x = Nd4j.create(Arrays.copyOf(rows, filled * width), new long[] {filled, width}, 'c');
                INDArray products = x.transpose().mmul(x)) {
            float[] sums = products.dup('c').data().asFloat();
            for (int i = 0; i < total.length; i++) {
                total[i] += sums[i];
            }
        }
        filled = 0;
    }

    /** [width, width], of all that was added. */
    double[] total() {
        flush();
        return total;
    }
}
