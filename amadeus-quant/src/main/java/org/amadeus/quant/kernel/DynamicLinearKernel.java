package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/**
 * A linear layer with int8 weights and activations that are quantized as they come, each vector under a scale of its own
 * ({@link ByteActivation}): {@code y = scale ⊙ (step * (Q q)) + bias}. The sums are integers, so every implementation gives
 * the same bits. One block.
 */
final class DynamicLinearKernel implements StepKernel {
    private final int batch;
    private final int rows;
    private final int columns;
    private final Int8Layer layer;
    private final IntegerProduct product;
    private final boolean vector;
    private final float[] x;
    private final float[] y;
    private final int fromRow;
    private final int allRows;
    private final byte[] quantized;
    private final int[] sums;
    private final float[] steps;

    /**
     * @param vector whether to use the Vector API
     * @param x      [B, in]
     * @param y      output [B, all rows], of which the layer's begin at {@code fromRow}
     */
    DynamicLinearKernel(
            int batch,
            Int8Layer layer,
            IntegerProduct product,
            boolean vector,
            float[] x,
            float[] y,
            int fromRow,
            int allRows) {
        this.batch = batch;
        this.rows = layer.weight().rows();
        this.columns = layer.weight().columns();
        this.layer = layer;
        this.product = product;
        this.vector = vector;
        this.x = x;
        this.y = y;
        this.fromRow = fromRow;
        this.allRows = allRows;
        this.quantized = new byte[batch * columns];
        this.sums = new int[batch * rows];
        this.steps = new float[batch];
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return product.weightBytes() + (long) Float.BYTES * (layer.scale().length + layer.bias().length);
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b++) {
            steps[b] = vector
                    ? ByteActivation.fast(x, b * columns, columns, quantized)
                    : ByteActivation.plain(x, b * columns, columns, quantized);
        }
        product.multiply(quantized, sums);
        for (int b = 0; b < batch; b++) {
            int to = b * allRows + fromRow;
            if (vector) {
                Dequantizer.fast(sums, b * rows, steps[b], layer.scale(), layer.bias(), y, to, rows);
            } else {
                Dequantizer.plain(sums, b * rows, steps[b], layer.scale(), layer.bias(), y, to, 0, rows);
            }
        }
    }
}
