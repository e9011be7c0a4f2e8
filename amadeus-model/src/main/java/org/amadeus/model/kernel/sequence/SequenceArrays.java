package org.amadeus.model.kernel.sequence;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent layer is computed from over a sequence, the weights under PyTorch's names; or the gradients of all that. T
 * steps, B batch, I inputs, H hidden; G gates: GRU 3, rows r, z, n; LSTM 4, rows i, f, g, o.
 *
 * @param x        input [T, B, I]
 * @param states   before the first step, each [B, H], the hidden state first
 * @param weightIh [G*H, I]
 * @param weightHh [G*H, H]
 * @param biasIh   [G*H]
 * @param biasHh   [G*H]
 */
public record SequenceArrays(
        INDArray x, INDArray[] states, INDArray weightIh, INDArray weightHh, INDArray biasIh, INDArray biasHh) {
    private static final int WEIGHTS = 4;

    /** Arrays in that order; one state or more. */
    public static SequenceArrays of(INDArray[] arrays) {
        int weights = arrays.length - WEIGHTS;
        return new SequenceArrays(
                arrays[0],
                Arrays.copyOfRange(arrays, 1, weights),
                arrays[weights],
                arrays[weights + 1],
                arrays[weights + 2],
                arrays[weights + 3]);
    }

    /** The layer's sizes. */
    SequenceShape shape() {
        return SequenceShape.of(x.shape(), weightHh.shape(), (int) (weightHh.size(0) / weightHh.size(1)));
    }
}
