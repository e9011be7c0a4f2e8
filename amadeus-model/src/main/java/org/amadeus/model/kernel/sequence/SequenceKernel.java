package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer over a whole sequence, forward and backward. All arrays of a call are row-major, without gaps, and of
 * one type: float32, or float64 where the kernel is made of ND4J calls alone. Thread-safe.
 */
public interface SequenceKernel {
    /** How many numbers the forward pass leaves behind for the backward pass. */
    long workspaceSize(SequenceShape shape);

    /** Fills y and the workspace from the others. */
    void forward(SequencePass pass);

    /**
     * The chain rule through {@link #forward}, from the last step to the first.
     *
     * @param pass      as {@link #forward} left it; not changed
     * @param dy        gradient of y [T, B, H]
     * @param gradients output
     */
    void backward(SequencePass pass, INDArray dy, SequenceGradients gradients);
}
