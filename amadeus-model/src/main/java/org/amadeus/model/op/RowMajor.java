package org.amadeus.model.op;

import org.amadeus.model.kernel.sequence.HostFloats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays row by row, whatever order, offset or strides an input has. */
public final class RowMajor {
    private RowMajor() {}

    /** An array seen as a matrix: the last axis as it is, all others together as rows; a copy where it must be. */
    public static INDArray matrix(INDArray array) {
        long columns = array.size(array.rank() - 1);
        return array.reshape('c', array.length() / columns, columns);
    }

    /** The same numbers without gaps, as kernels that go by memory want them; a copy where it must be. */
    public static INDArray[] dense(INDArray... arrays) {
        INDArray[] dense = arrays.clone();
        for (int i = 0; i < dense.length; i++) {
            if (!HostFloats.isDense(dense[i])) {
                dense[i] = dense[i].dup('c');
            }
        }
        return dense;
    }

    /**
     * An output seen as a matrix likewise, to be written to.
     *
     * @throws org.nd4j.linalg.exception.ND4JIllegalStateException where its memory can't be seen so: not row-major
     */
    public static INDArray output(INDArray array) {
        long columns = array.size(array.rank() - 1);
        return array.reshape('c', true, array.length() / columns, columns);
    }

    /**
     * A copy of class numbers, row-major, whatever order, offset or strides they have.
     *
     * @param limit  how many classes there are
     * @param holder the op, for messages
     * @throws IllegalArgumentException where one is not 0 .. limit - 1
     */
    public static int[] classes(INDArray numbers, long limit, String holder) {
        int[] classes = numbers.dup('c').data().asInt();
        for (int number : classes) {
            if (number < 0 || number >= limit) {
                throw new IllegalArgumentException(
                        holder + " is given class " + number + ", expected 0 .. " + (limit - 1));
            }
        }
        return classes;
    }
}
