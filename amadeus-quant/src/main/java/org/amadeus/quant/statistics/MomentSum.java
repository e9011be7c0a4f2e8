package org.amadeus.quant.statistics;

import java.util.Arrays;
import org.amadeus.quant.coding.Moments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Sums of vectors and of their outer products, Σ x and Σ x xᵀ, many at a time by one product of matrices. */
final class MomentSum {
    private static final int ROWS = 512;

    private final int width;
    private final float[] rows;
    private final INDArray products;
    private final INDArray total;
    private final double[] mean;
    private long count;
    private int filled;

    MomentSum(int width) {
        this.width = width;
        this.rows = new float[ROWS * width];
        this.products = Nd4j.create(DataType.FLOAT, new long[] {width, width}, 'f');
        this.total = Nd4j.create(DataType.DOUBLE, new long[] {width, width}, 'f');
        this.mean = new double[width];
    }

    /** @param values rows to be added [B, width] */
    void add(float[] values) {
        for (int from = 0; from < values.length; from += width) {
            System.arraycopy(values, from, rows, filled * width, width);
            for (int k = 0; k < width; k++) {
                mean[k] += values[from + k];
            }
            count++;
            if (++filled == ROWS) {
                flush();
            }
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        try (INDArray x = Nd4j.create(Arrays.copyOf(rows, filled * width), new long[] {filled, width}, 'c')) {
            Nd4j.gemm(x, x, products, true, false, 1, 0);
        }
        total.addi(products.castTo(DataType.DOUBLE));
        filled = 0;
    }

    /** Of all that was added, one vector or more; nothing can be added afterwards. */
    Moments moments() {
        flush();
        products.close();
        double[] means = Arrays.stream(mean).map(sum -> sum / count).toArray();
        double[] covariance = total.data().asDouble();
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = covariance[i] / count - means[i / width] * means[i % width];
        }
        return new Moments(means, covariance);
    }
}
