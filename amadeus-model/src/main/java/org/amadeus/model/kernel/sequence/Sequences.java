package org.amadeus.model.kernel.sequence;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Parts of sequences [T, B, ..], and products of them, without copies and on any backend. */
public final class Sequences {
    private Sequences() {}

    /** Keeps arrays, and what holds some, until here: for whoever works on their memory. */
    static void keep(Object... arrays) {
        Arrays.asList(arrays).forEach(Reference::reachabilityFence);
    }

    /** A step [B, ..], a view. */
    static INDArray at(INDArray sequence, int t) {
        return sequence.get(point(t), all(), all());
    }

    /** A step of one of several sequences [N, T, B, ..], a view. */
    static INDArray at(INDArray kept, int what, int t) {
        return kept.get(point(what), point(t), all(), all());
    }

    /** A gate's columns [B, H] of [B, G*H], a view. */
    public static INDArray gate(INDArray gates, int which, int count) {
        long hidden = gates.size(1) / count;
        return columns(gates, which * hidden, hidden);
    }

    /** Some columns of a matrix, a view. */
    public static INDArray columns(INDArray matrix, long from, long count) {
        return matrix.get(all(), interval(from, from + count));
    }

    /** The hidden state that each step began with [T*B, H]. */
    static INDArray before(INDArray h0, INDArray y, SequenceShape s) {
        INDArray before = Nd4j.createUninitialized(y.dataType(), y.shape());
        at(before, 0).assign(h0);
        if (s.steps() > 1) {
            before.get(interval(1, s.steps()), all(), all()).assign(y.get(interval(0, s.steps() - 1), all(), all()));
        }
        return before.reshape(s.rows(), s.hidden());
    }

    /**
     * c = a b, or c += a b; a and b transposed before where asked for. ND4J's gemm writes column-major results alone, so
     * the transpose is computed: c^T = b^T a^T.
     *
     * @param c row-major, as the outputs of an op are
     */
    public static void multiply(
            INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c, boolean accumulate) {
        Nd4j.gemm(b, a, c.transpose(), !transposeB, !transposeA, 1, accumulate ? 1 : 0);
    }
}
