package org.amadeus.model.op;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Products of row-major matrices into row-major matrices, without copies; on any backend. */
final class RowMajor {
    private RowMajor() {}

    /**
     * c = a b, or c += a b; a and b transposed before where asked for. ND4J's gemm writes column-major results alone, so
     * the transpose is computed: c^T = b^T a^T.
     */
    static void multiply(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean accumulate) {
        Nd4j.gemm(b, a, c.transpose(), !transposeB, !transposeA, 1, accumulate ? 1 : 0);
    }

    /** An array seen as a matrix: the last axis as it is, all others together as rows. */
    static INDArray matrix(INDArray array) {
        long columns = array.size(array.rank() - 1);
        return array.reshape('c', array.length() / columns, columns);
    }
}
