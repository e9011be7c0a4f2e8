package org.amadeus.quant.kernel;

import java.util.Arrays;
import org.amadeus.model.kernel.StepKernel;

/**
 * {@link StaticLayer} as a kernel. The integer sums are taken by a float product over so few columns at a time that
 * they are exact. Zero points are taken out of the sum: {@code Σ(xq + zp_x)(Wq + zp_w) = Σ xq Wq + zp_w Σ xq + zp_x Σ Wq
 * + K zp_x zp_w}.
 */
final class StaticLinearKernel implements StepKernel {
    private final int batch;
    private final StaticLayer layer;
    private final int rows;
    private final int columns;
    /** Of successive spans of columns. */
    private final Int8Product[] products;

    /** What of a row's sum does not depend on the input. */
    private final long[] fixed;

    private final float[] multiplier;
    private final float[] x;
    private final float[] y;
    private final float[] quantized;
    private final float[] sums;
    private final long[] accumulators;

    StaticLinearKernel(int batch, StaticLayer layer, Int8Kernels kernels, float[] x, float[] y) {
        this.batch = batch;
        this.layer = layer;
        this.rows = layer.weight().rows();
        this.columns = layer.weight().columns();
        this.x = x;
        this.y = y;
        this.products = new Int8Product[(columns + Int8Product.EXACT_COLUMNS - 1) / Int8Product.EXACT_COLUMNS];
        for (int span = 0; span < products.length; span++) {
            int from = span * Int8Product.EXACT_COLUMNS;
            int to = Math.min(columns, from + Int8Product.EXACT_COLUMNS);
            products[span] = kernels.product(layer.weight().columns(from, to));
        }
        this.fixed = new long[rows];
        this.multiplier = new float[rows];
        long inputZero = (long) layer.inputZeroPoint();
        for (int row = 0; row < rows; row++) {
            long sum = 0;
            for (int k = 0; k < columns; k++) {
                sum += layer.weight().values()[row * columns + k];
            }
            long weightZero = (long) layer.weightZeroPoint()[row];
            fixed[row] = inputZero * sum + columns * inputZero * weightZero + layer.bias()[row];
            multiplier[row] = layer.outputScale() / (layer.inputScale() * layer.weightScale()[row]);
        }
        this.quantized = new float[columns];
        this.sums = new float[products[0].paddedRows()];
        this.accumulators = new long[rows];
    }

    @Override
    public int blocks() {
        return 1;
    }

    /** Of a row beside its weights: what is fixed of its sum, its multiplier, its zero point. */
    @Override
    public long weightBytes() {
        return Arrays.stream(products).mapToLong(Int8Product::weightBytes).sum()
                + (long) rows * (Long.BYTES + 2 * Float.BYTES);
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b++) {
            long inputSum = quantizeInput(b * columns);
            System.arraycopy(fixed, 0, accumulators, 0, rows);
            for (int span = 0; span < products.length; span++) {
                addProducts(products[span], span * Int8Product.EXACT_COLUMNS);
            }
            for (int row = 0; row < rows; row++) {
                long sum = accumulators[row] + (long) layer.weightZeroPoint()[row] * inputSum;
                y[b * rows + row] = requantize(row, sum);
            }
        }
    }

    /** Writes the sample's xq and returns its sum. */
    private long quantizeInput(int from) {
        long sum = 0;
        for (int k = 0; k < columns; k++) {
            float q = (float) Math.rint(layer.inputScale() * x[from + k] - layer.inputZeroPoint());
            quantized[k] = Math.max(-128, Math.min(127, q));
            sum += (long) quantized[k];
        }
        return sum;
    }

    private void addProducts(Int8Product product, int from) {
        for (int tile = 0; tile < product.tiles(); tile++) {
            product.multiply(tile, quantized, from, sums, 0);
        }
        for (int row = 0; row < rows; row++) {
            accumulators[row] += (long) sums[row];
        }
    }

    private float requantize(int row, long sum) {
        int accumulator = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum));
        float q = (float) Math.rint(multiplier[row] * accumulator - layer.outputZeroPoint());
        return (Math.max(-128, Math.min(127, q)) + layer.outputZeroPoint()) / layer.outputScale();
    }
}
