package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.product.LayerProduct;

/** A linear layer, or some neighbouring rows of one, over a whole batch. One block. */
final class LinearKernel implements StepKernel {
    private final int batch;
    private final LayerProduct layer;
    private final float[] x;
    private final float[] y;
    private final int fromRow;
    private final int allRows;

    /**
     * @param x       input [B, in]
     * @param y       output [B, all rows], of which the layer's begin at {@code fromRow}
     */
    LinearKernel(int batch, LayerProduct layer, float[] x, float[] y, int fromRow, int allRows) {
        this.batch = batch;
        this.layer = layer;
        this.x = x;
        this.y = y;
        this.fromRow = fromRow;
        this.allRows = allRows;
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return layer.weightBytes();
    }

    @Override
    public void run(int block) {
        layer.multiply(x);
        for (int b = 0; b < batch; b++) {
            layer.read(b, y, b * allRows + fromRow);
        }
    }
}
