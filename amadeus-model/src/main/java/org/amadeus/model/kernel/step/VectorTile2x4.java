package org.amadeus.model.kernel.step;

import jdk.incubator.vector.FloatVector;

/**
 * Two vectors of rows for four samples at a time, from two panels. For eight samples it goes over a stretch of weights twice, the
 * second time out of the nearest cache, where there are too few registers for {@link VectorTile2x8}. Written out whole: see
 * {@link VectorTile}.
 */
final class VectorTile2x4 extends VectorTile {
    private static final int AT_ONCE = 4;

    /** @param samples 4 or a multiple of it */
    VectorTile2x4(int samples) {
        super(2, samples, 2);
    }

    @Override
    void multiplyAdd(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at) {
        float[] values = weights.values();
        int first = column * L;
        int second = first + weights.apart();
        for (int s = 0; s < count; s += AT_ONCE) {
            int to = at + s * 2 * L;
            int x0 = from + s * stride;
            int x1 = from + Math.min(s + 1, count - 1) * stride;
            int x2 = from + Math.min(s + 2, count - 1) * stride;
            int x3 = from + Math.min(s + 3, count - 1) * stride;
            FloatVector a0 = FloatVector.zero(S);
            FloatVector a1 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            FloatVector c0 = a0;
            FloatVector c1 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            for (int i = 0; i < k; i++) {
                FloatVector w0 = FloatVector.fromArray(S, values, first + i * L);
                FloatVector w1 = FloatVector.fromArray(S, values, second + i * L);
                FloatVector v = FloatVector.broadcast(S, x[x0 + i]);
                a0 = w0.fma(v, a0);
                a1 = w1.fma(v, a1);
                v = FloatVector.broadcast(S, x[x1 + i]);
                b0 = w0.fma(v, b0);
                b1 = w1.fma(v, b1);
                v = FloatVector.broadcast(S, x[x2 + i]);
                c0 = w0.fma(v, c0);
                c1 = w1.fma(v, c1);
                v = FloatVector.broadcast(S, x[x3 + i]);
                d0 = w0.fma(v, d0);
                d1 = w1.fma(v, d1);
            }
            FloatVector.fromArray(S, sums, to).add(a0).intoArray(sums, to);
            FloatVector.fromArray(S, sums, to + L).add(a1).intoArray(sums, to + L);
            FloatVector.fromArray(S, sums, to + 2 * L).add(b0).intoArray(sums, to + 2 * L);
            FloatVector.fromArray(S, sums, to + 3 * L).add(b1).intoArray(sums, to + 3 * L);
            FloatVector.fromArray(S, sums, to + 4 * L).add(c0).intoArray(sums, to + 4 * L);
            FloatVector.fromArray(S, sums, to + 5 * L).add(c1).intoArray(sums, to + 5 * L);
            FloatVector.fromArray(S, sums, to + 6 * L).add(d0).intoArray(sums, to + 6 * L);
            FloatVector.fromArray(S, sums, to + 7 * L).add(d1).intoArray(sums, to + 7 * L);
        }
    }
}
