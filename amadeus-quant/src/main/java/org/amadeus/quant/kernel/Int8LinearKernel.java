package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;

/** A linear layer with int8 weights and float activations; a block is a tile of rows. */
final class Int8LinearKernel implements StepKernel {
    private final int batch;
    private final ScaledProduct layer;
    private final int rows;
    private final float[] x;
    private final float[] y;
    /** Two samples' outputs, each with room for the last tile. */
    private final float[] sums;

    Int8LinearKernel(int batch, Int8Layer layer, Int8Kernels kernels, float[] x, float[] y) {
        this.batch = batch;
        this.layer = new ScaledProduct(layer, kernels);
        this.rows = layer.weight().rows();
        this.x = x;
        this.y = y;
        this.sums = new float[2 * this.layer.paddedRows()];
    }

    @Override
    public int blocks() {
        return layer.tiles();
    }

    @Override
    public long weightBytes() {
        return layer.weightBytes();
    }

    @Override
    public void run(int block) {
        int from = block * layer.tileRows();
        int count = Math.min(rows - from, layer.tileRows());
        int in = layer.columns();
        int padded = layer.paddedRows();
        int b = 0;
        for (; b + 2 <= batch; b += 2) {
            layer.applyTwo(block, x, b * in, in, sums, 0, padded);
            System.arraycopy(sums, from, y, b * rows + from, count);
            System.arraycopy(sums, padded + from, y, (b + 1) * rows + from, count);
        }
        if (b < batch) {
            layer.apply(block, x, b * in, sums, 0);
            System.arraycopy(sums, from, y, b * rows + from, count);
        }
    }
}
