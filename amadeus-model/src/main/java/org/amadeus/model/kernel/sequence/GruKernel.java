package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A GRU layer over a whole sequence, in the variant of cuDNN and PyTorch ("linear before reset"):
 *
 * <pre>
 *   r = σ(W_ir x + b_ir + W_hr h + b_hr)      z = σ(W_iz x + b_iz + W_hz h + b_hz)
 *   n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))
 *   h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * T steps, B batch, I inputs, H hidden; row-major; gate rows in the order r, z, n. Keras' and ND4J's own GRU apply r
 * before the product with W_hn: weights are not interchangeable. All arrays of a call have one type, float32, or float64
 * where {@link #supportsDouble()}. Thread-safe.
 */
public interface GruKernel {
    /** What a log calls it. */
    String name();

    /** Whether it computes in double where the arrays are double; for numeric gradient checks. */
    boolean supportsDouble();

    /** How many numbers the forward pass leaves behind for the backward pass. */
    long tapeSize(GruShape shape);

    /**
     * @param x    input [T, B, I]
     * @param h0   state before the first step [B, H]
     * @param y    output: the state after each step [T, B, H]
     * @param tape output: what {@link #backward} of the same kernel needs [tapeSize]
     */
    void forward(GruWeights weights, INDArray x, INDArray h0, INDArray y, INDArray tape);

    /**
     * The chain rule through {@link #forward}, from the last step to the first.
     *
     * @param x         as given to {@link #forward}, as are weights and h0
     * @param y         as {@link #forward} left it, as is tape; neither is changed
     * @param dy        gradient of y [T, B, H]
     * @param gradients output
     */
    void backward(
            GruWeights weights,
            INDArray x,
            INDArray h0,
            INDArray y,
            INDArray tape,
            INDArray dy,
            GruGradients gradients);
}
