package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer over a whole sequence, forward and backward. T steps, B batch, I inputs, H hidden; row-major. All
 * arrays of a call have one type, float32, or float64 where {@link #supportsDouble()}. Thread-safe.
 */
public interface SequenceKernel {
    /** What a log calls it. */
    String name();

    /** Whether it computes in double where the arrays are double; for numeric gradient checks. */
    boolean supportsDouble();

    /** How many numbers the forward pass leaves behind for the backward pass. */
    long workspaceSize(SequenceShape shape);

    /**
     * @param x         input [T, B, I]
     * @param states    before the first step, each [B, H], the hidden state first
     * @param y         output: the hidden state after each step [T, B, H]
     * @param workspace output: what {@link #backward} of the same kernel needs [workspaceSize]
     */
    void forward(SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace);

    /**
     * The chain rule through {@link #forward}, from the last step to the first.
     *
     * @param x         as given to {@link #forward}, as are weights and states
     * @param y         as {@link #forward} left it, as is workspace; neither is changed
     * @param dy        gradient of y [T, B, H]
     * @param gradients output
     */
    void backward(
            SequenceWeights weights,
            INDArray x,
            INDArray[] states,
            INDArray y,
            INDArray workspace,
            INDArray dy,
            SequenceGradients gradients);
}
