package org.amadeus.model.kernel.sequence;

import java.util.Arrays;

/**
 * The sizes of a recurrent layer over a sequence.
 *
 * @param steps  T, 1 or more
 * @param batch  B, 1 or more
 * @param inputs I, 1 or more
 * @param hidden H, 1 or more
 */
public record SequenceShape(int steps, int batch, int inputs, int hidden) {
    /**
     * The sizes that an input [T, B, I] and recurrent weights [G*H, H] have together.
     *
     * @param gates G: rows of the weights for each unit
     * @throws IllegalArgumentException where they do not fit
     */
    public static SequenceShape of(long[] x, long[] weightHh, int gates) {
        if (x.length != 3 || weightHh.length != 2 || weightHh[0] != gates * weightHh[1]) {
            throw new IllegalArgumentException(
                    "a recurrent layer of input " + Arrays.toString(x) + " and recurrent weights "
                            + Arrays.toString(weightHh) + ", expected [T, B, I], [" + gates + "H, H]");
        }
        return new SequenceShape((int) x[0], (int) x[1], (int) x[2], (int) weightHh[1]);
    }

    /** T * B: rows of everything that is computed for all steps at once. */
    public int rows() {
        return steps * batch;
    }
}
