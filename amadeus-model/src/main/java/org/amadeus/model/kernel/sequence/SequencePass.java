package org.amadeus.model.kernel.sequence;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer's pass over a sequence: what it is computed from, and where that goes. T steps, B batch, I inputs, H hidden.
 *
 * @param x         input [T, B, I]
 * @param states    before the first step, each [B, H], the hidden state first
 * @param y         the hidden state after each step [T, B, H]
 * @param workspace what the forward pass leaves for the backward pass of the same kernel
 */
public record SequencePass(SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace) {
    /** The layer's sizes. */
    SequenceShape shape() {
        long gates = weights.weightHh().size(0) / weights.weightHh().size(1);
        return SequenceShape.of(x.shape(), weights.weightHh().shape(), (int) gates);
    }

    /** Keeps the arrays until here, for kernels that work on their memory. */
    void keep() {
        Reference.reachabilityFence(weights);
        Arrays.asList(x, states, y, workspace).forEach(Reference::reachabilityFence);
    }
}
