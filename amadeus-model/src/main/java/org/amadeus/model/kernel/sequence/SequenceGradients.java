package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a backward pass writes.
 *
 * @param x       gradient of the input [T, B, I]
 * @param states  gradients of the states before the first step, each [B, H]
 * @param weights gradients of the weights
 */
public record SequenceGradients(INDArray x, INDArray[] states, SequenceWeights weights) {}
