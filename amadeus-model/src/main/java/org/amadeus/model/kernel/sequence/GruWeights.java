package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a GRU layer, or their gradients; gate rows in the order r, z, n.
 *
 * @param ofInput   W_i [3H, I] (PyTorch's weight_ih)
 * @param ofState   W_h [3H, H] (weight_hh)
 * @param inputBias b_i [3H] (bias_ih)
 * @param stateBias b_h [3H] (bias_hh)
 */
public record GruWeights(INDArray ofInput, INDArray ofState, INDArray inputBias, INDArray stateBias) {}
