package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/**
 * A linear layer with int8 weights and float activations over a larger batch, by oneDNN's int8 product. A vector's values
 * are written as 16-bit integers under a scale of its own, and these as two rows of 8 bits, high and low: the product
 * reads the weights once for all rows, and nothing of a float32 activation that matters beside int8 weights is lost
 * (2^-15 of the vector's largest value). One block.
 */
final class NativeLinearKernel implements StepKernel {
    private final int batch;
    private final int rows;
    private final int columns;
    private final Int8Layer layer;
    private final NativeProduct product;
    private final float[] x;
    private final float[] y;
    private final int fromRow;
    private final int allRows;
    private final byte[] input;
    private final int[] sums;
    private final float[] steps;

    /**
     * @param x       [B, in]
     * @param y       output [B, all rows], of which the layer's begin at {@code fromRow}
     */
    NativeLinearKernel(int batch, Int8Layer layer, float[] x, float[] y, int fromRow, int allRows) {
        this.batch = batch;
        this.rows = layer.weight().rows();
        this.columns = layer.weight().columns();
        this.layer = layer;
        this.product = new NativeProduct(layer.weight(), 2 * batch);
        this.x = x;
        this.y = y;
        this.fromRow = fromRow;
        this.allRows = allRows;
        this.input = new byte[2 * batch * columns];
        this.sums = new int[2 * batch * rows];
        this.steps = new float[batch];
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return layer.bytes();
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b++) {
            steps[b] = WideActivation.split(x, b * columns, columns, input, b * columns, (batch + b) * columns);
        }
        product.multiply(input, sums);
        for (int b = 0; b < batch; b++) {
            int low = (batch + b) * rows;
            int to = b * allRows + fromRow;
            Dequantizer.wide(sums, b * rows, low, steps[b], layer.scale(), layer.bias(), y, to, rows);
        }
    }
}
