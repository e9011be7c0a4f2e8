package org.amadeus.quant.product;

/** A layer with int8 weights over a whole batch: first the products, then the outputs, sample by sample. */
interface LayerProduct {
    /** Takes the products of x [B, in]. */
    void multiply(float[] x);

    /** Writes the outputs of one sample to y, the layer's first row at {@code yFrom}. */
    void read(int sample, float[] y, int yFrom);

    /** Bytes of the weights, the scales and the biases. */
    long weightBytes();
}
