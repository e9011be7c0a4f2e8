package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.layer.Int8Matrix;
import org.amadeus.quant.product.IntegerProduct;

/**
 * {@link StaticLayer} as a kernel. Zero points are taken out of the sum: {@code Σ(xq + zp_x)(Wq + zp_w) = Σ xq Wq + zp_w Σ xq + zp_x Σ Wq
 * + K zp_x zp_w}.
 */
final class StaticLinearKernel implements StepKernel {
    private final int batch;
    private final StaticLayer layer;
    private final int rows;
    private final int columns;
    private final IntegerProduct product;
    /** What of a row's sum does not depend on the input. */
    private final long[] fixed;

    private final float[] multiplier;
    private final float[] x;
    private final float[] y;
    private final byte[] quantized;
    private final int[] sums;
    private final long[] inputSums;

    StaticLinearKernel(int batch, StaticLayer layer, IntegerProduct product, float[] x, float[] y) {
        this.batch = batch;
        this.layer = layer;
        Int8Matrix matrix = layer.weight().matrix();
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.x = x;
        this.y = y;
        this.product = product;
        this.fixed = new long[rows];
        this.multiplier = new float[rows];
        long inputZero = (long) layer.input().zeroPoint();
        for (int row = 0; row < rows; row++) {
            long sum = 0;
            for (int k = 0; k < columns; k++) {
                sum += matrix.values()[row * columns + k];
            }
            long weightZero = (long) layer.weight().zeroPoints()[row];
            fixed[row] = inputZero * sum + columns * inputZero * weightZero + layer.bias()[row];
            multiplier[row] = layer.output().scale()
                    / (layer.input().scale() * layer.weight().scales()[row]);
        }
        this.quantized = new byte[batch * columns];
        this.sums = new int[rows];
        this.inputSums = new long[batch];
    }

    @Override
    public int blocks() {
        return 1;
    }

    /** Of a row beside its weights: what is fixed of its sum, its multiplier, its zero point. */
    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) rows * (Long.BYTES + 2 * Float.BYTES);
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b++) {
            inputSums[b] = quantizeInput(b * columns);
        }
        product.multiply(quantized);
        for (int b = 0; b < batch; b++) {
            product.read(b, sums);
            for (int row = 0; row < rows; row++) {
                long sum = fixed[row] + sums[row] + (long) layer.weight().zeroPoints()[row] * inputSums[b];
                y[b * rows + row] = requantize(row, sum);
            }
        }
    }

    /** Writes the sample's xq and returns its sum. */
    private long quantizeInput(int from) {
        long sum = 0;
        for (int k = 0; k < columns; k++) {
            quantized[from + k] = layer.input().quantize(x[from + k]);
            sum += quantized[from + k];
        }
        return sum;
    }

    private float requantize(int row, long sum) {
        int accumulator = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum));
        float zeroPoint = layer.output().zeroPoint();
        float q = (float) Math.rint(multiplier[row] * accumulator - zeroPoint);
        return (Affine.clamp(q, Affine.LEAST, Affine.MOST) + zeroPoint)
                / layer.output().scale();
    }
}
