package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a cell, forward and back, without its matrix products: what a {@link StepwiseKernel} does between them. B
 * batch, H hidden, G gates; every array is row-major.
 */
public interface CellArithmetic {
    /** How many arrays [B, H] of a step the way back needs, beside the states. */
    int KEPT = 4;

    /**
     * A step.
     *
     * @param gx     W_i x + b_i [B, G*H]
     * @param gh     W_h h + b_h [B, G*H]
     * @param before the states before it [B, H]
     * @param after  output: the states after it
     * @param kept   output: {@link #KEPT} arrays
     */
    void forward(INDArray gx, INDArray gh, INDArray[] before, INDArray[] after, INDArray[] kept);

    /**
     * The way back through a step.
     *
     * @param before as given to {@link #forward}
     * @param after  as it left them, like {@code kept}
     * @param d      gradients of the states after the step; becomes that of those before, but for what comes by gh
     * @param dgx    output: gradient of gx
     * @param dgh    output: gradient of gh
     */
    void backward(INDArray[] before, INDArray[] after, INDArray[] kept, INDArray[] d, INDArray dgx, INDArray dgh);
}
