package org.amadeus.model.kernel.sequence;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sizes of a GRU layer over a sequence.
 *
 * @param steps  T, 1 or more
 * @param batch  B, 1 or more
 * @param inputs I, 1 or more
 * @param hidden H, 1 or more
 */
public record GruShape(int steps, int batch, int inputs, int hidden) {
    /**
     * The sizes that an input and a layer's weights have together.
     *
     * @param x [T, B, I]
     * @throws IllegalArgumentException where they do not fit
     */
    public static GruShape of(INDArray x, GruWeights weights) {
        return of(x.shape(), weights.ofState().shape());
    }

    /** Likewise, from the shapes of the input [T, B, I] and of the recurrent weights [3H, H]. */
    public static GruShape of(long[] x, long[] ofState) {
        if (x.length != 3 || ofState.length != 2 || ofState[0] != 3 * ofState[1]) {
            throw new IllegalArgumentException("a GRU of input " + Arrays.toString(x) + " and recurrent weights "
                    + Arrays.toString(ofState) + ", expected [T, B, I], [3H, H]");
        }
        return new GruShape((int) x[0], (int) x[1], (int) x[2], (int) ofState[1]);
    }

    /** T * B: rows of everything that is computed for all steps at once. */
    int rows() {
        return steps * batch;
    }
}
