package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/** A linear layer with int8 weights and float activations; a block is a tile of rows. */
final class Int8LinearKernel implements StepKernel {
    private final int batch;
    private final ScaledProduct layer;
    private final int rows;
    private final float[] x;
    private final float[] y;
    /** One sample's output, with room for the last tile. */
    private final float[] sums;

    Int8LinearKernel(int batch, Int8Layer layer, Int8Kernels kernels, float[] x, float[] y) {
        this.batch = batch;
        this.layer = new ScaledProduct(layer, kernels);
        this.rows = layer.weight().rows();
        this.x = x;
        this.y = y;
        this.sums = new float[this.layer.paddedRows()];
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
        for (int b = 0; b < batch; b++) {
            layer.apply(block, x, b * layer.columns(), sums, 0);
            System.arraycopy(sums, from, y, b * rows + from, count);
        }
    }
}
