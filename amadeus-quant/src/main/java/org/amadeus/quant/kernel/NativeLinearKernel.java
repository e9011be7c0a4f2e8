package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/** A linear layer with int8 weights over a larger batch. One block: oneDNN has threads of its own. */
final class NativeLinearKernel implements StepKernel {
    private final NativeBatch product;
    private final Int8Layer layer;
    private final float[] x;
    private final float[] y;

    NativeLinearKernel(int batch, Int8Layer layer, float[] x, float[] y) {
        this.product = new NativeBatch(layer.weight(), batch);
        this.layer = layer;
        this.x = x;
        this.y = y;
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
        product.apply(x, layer.scale(), layer.bias(), y);
    }
}
