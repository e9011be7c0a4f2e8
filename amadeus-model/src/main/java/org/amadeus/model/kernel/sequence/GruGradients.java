package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a backward pass writes.
 *
 * @param x       gradient of the input [T, B, I]
 * @param h0      gradient of the state before the first step [B, H]
 * @param weights gradients of the weights
 */
public record GruGradients(INDArray x, INDArray h0, GruWeights weights) {}
