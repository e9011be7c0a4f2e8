package org.amadeus.model.kernel.sequence;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a recurrent layer under PyTorch's names, or their gradients. G gates: GRU 3, rows r, z, n; LSTM 4, rows
 * i, f, g, o.
 *
 * @param weightIh [G*H, I]
 * @param weightHh [G*H, H]
 * @param biasIh   [G*H]
 * @param biasHh   [G*H]
 */
public record SequenceWeights(INDArray weightIh, INDArray weightHh, INDArray biasIh, INDArray biasHh) {
    /** Four arrays in that order, from a place in a list of inputs on. */
    public static SequenceWeights of(INDArray[] arrays, int from) {
        return new SequenceWeights(arrays[from], arrays[from + 1], arrays[from + 2], arrays[from + 3]);
    }
}
