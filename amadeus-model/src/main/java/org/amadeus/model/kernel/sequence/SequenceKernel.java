package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer over a whole sequence, forward and backward. All arrays of a call are row-major, without gaps, and of
 * one type: float32, or float64 where the kernel is made of ND4J calls alone. Thread-safe.
 */
public interface SequenceKernel {
    /** How many numbers the forward pass leaves behind for the backward pass. */
    long workspaceSize(SequenceShape shape);

    /**
     * Computes the layer.
     *
     * @param y         output: the hidden state after each step [T, B, H]
     * @param workspace output: what the backward pass of the same kernel needs
     */
    void forward(SequenceArrays in, INDArray y, INDArray workspace);

    /**
     * The chain rule through {@link #forward}, from the last step to the first.
     *
     * @param in        as given to {@link #forward}; not changed, like y and the workspace that it filled
     * @param dy        gradient of y [T, B, H]
     * @param gradients output: of {@code in}
     */
    void backward(SequenceArrays in, INDArray y, INDArray workspace, INDArray dy, SequenceArrays gradients);
}
