package org.amadeus.quant.product;

import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.coding.Int8Matrix;

/**
 * {@link StaticLayer}. Zero points are taken out of the sum: {@code Σ(xq + zp_x)(Wq + zp_w) = Σ xq Wq + zp_w Σ xq + zp_x Σ Wq
 * + K zp_x zp_w}.
 */
final class StaticProduct implements LayerProduct {
    private final StaticLayer layer;
    private final int columns;
    private final IntegerProduct product;
    /** What of a row's sum does not depend on the input. */
    private final long[] fixed;

    private final float[] multiplier;
    private final byte[] quantized;
    private final int[] sums;
    private final long[] inputSums;

    StaticProduct(int batch, StaticLayer layer, IntegerProduct product) {
        this.layer = layer;
        Int8Matrix matrix = layer.weight().matrix();
        this.columns = matrix.columns();
        this.product = product;
        this.fixed = new long[matrix.rows()];
        this.multiplier = new float[fixed.length];
        long inputZero = (long) layer.input().zeroPoint();
        for (int row = 0; row < fixed.length; row++) {
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
        this.sums = new int[fixed.length];
        this.inputSums = new long[batch];
    }

    /** Of a row beside its weights: what is fixed of its sum, its multiplier, its zero point. */
    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) fixed.length * (Long.BYTES + 2 * Float.BYTES);
    }

    @Override
    public void multiply(float[] x) {
        for (int b = 0; b < inputSums.length; b++) {
            long sum = 0;
            for (int k = b * columns; k < (b + 1) * columns; k++) {
                quantized[k] = layer.input().quantize(x[k]);
                sum += quantized[k];
            }
            inputSums[b] = sum;
        }
        product.multiply(quantized);
    }

    @Override
    public void read(int sample, float[] y, int yFrom) {
        product.read(sample, sums);
        for (int row = 0; row < sums.length; row++) {
            long sum = fixed[row] + sums[row] + (long) layer.weight().zeroPoints()[row] * inputSums[sample];
            y[yFrom + row] = requantize(row, sum);
        }
    }

    private float requantize(int row, long sum) {
        int accumulator = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, sum));
        float zeroPoint = layer.output().zeroPoint();
        float q = (float) Math.rint(multiplier[row] * accumulator - zeroPoint);
        return (Affine.clamp(q, Affine.LEAST, Affine.MOST) + zeroPoint)
                / layer.output().scale();
    }
}
