package org.amadeus.model.kernel.step;

import jdk.incubator.vector.FloatVector;

/**
 * Two vectors of rows for eight samples, from two panels: half of the thirty-two registers of AVX-512 and NEON hold sums.
 * Written out whole: see {@link VectorTile}.
 */
final class VectorTile2x8 extends VectorTile {
    VectorTile2x8() {
        super(2, 8, 2);
    }

    @Override
    void multiplyAdd(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at) {
        float[] values = weights.values();
        int first = column * L;
        int second = first + weights.apart();
        int x1 = from + Math.min(1, count - 1) * stride;
        int x2 = from + Math.min(2, count - 1) * stride;
        int x3 = from + Math.min(3, count - 1) * stride;
        int x4 = from + Math.min(4, count - 1) * stride;
        int x5 = from + Math.min(5, count - 1) * stride;
        int x6 = from + Math.min(6, count - 1) * stride;
        int x7 = from + Math.min(7, count - 1) * stride;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        FloatVector g0 = a0;
        FloatVector g1 = a0;
        FloatVector h0 = a0;
        FloatVector h1 = a0;
        for (int i = 0; i < k; i++) {
            FloatVector w0 = FloatVector.fromArray(S, values, first + i * L);
            FloatVector w1 = FloatVector.fromArray(S, values, second + i * L);
            FloatVector v = FloatVector.broadcast(S, x[from + i]);
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
            v = FloatVector.broadcast(S, x[x4 + i]);
            e0 = w0.fma(v, e0);
            e1 = w1.fma(v, e1);
            v = FloatVector.broadcast(S, x[x5 + i]);
            f0 = w0.fma(v, f0);
            f1 = w1.fma(v, f1);
            v = FloatVector.broadcast(S, x[x6 + i]);
            g0 = w0.fma(v, g0);
            g1 = w1.fma(v, g1);
            v = FloatVector.broadcast(S, x[x7 + i]);
            h0 = w0.fma(v, h0);
            h1 = w1.fma(v, h1);
        }
        FloatVector.fromArray(S, sums, at).add(a0).intoArray(sums, at);
        FloatVector.fromArray(S, sums, at + L).add(a1).intoArray(sums, at + L);
        FloatVector.fromArray(S, sums, at + 2 * L).add(b0).intoArray(sums, at + 2 * L);
        FloatVector.fromArray(S, sums, at + 3 * L).add(b1).intoArray(sums, at + 3 * L);
        FloatVector.fromArray(S, sums, at + 4 * L).add(c0).intoArray(sums, at + 4 * L);
        FloatVector.fromArray(S, sums, at + 5 * L).add(c1).intoArray(sums, at + 5 * L);
        FloatVector.fromArray(S, sums, at + 6 * L).add(d0).intoArray(sums, at + 6 * L);
        FloatVector.fromArray(S, sums, at + 7 * L).add(d1).intoArray(sums, at + 7 * L);
        FloatVector.fromArray(S, sums, at + 8 * L).add(e0).intoArray(sums, at + 8 * L);
        FloatVector.fromArray(S, sums, at + 9 * L).add(e1).intoArray(sums, at + 9 * L);
        FloatVector.fromArray(S, sums, at + 10 * L).add(f0).intoArray(sums, at + 10 * L);
        FloatVector.fromArray(S, sums, at + 11 * L).add(f1).intoArray(sums, at + 11 * L);
        FloatVector.fromArray(S, sums, at + 12 * L).add(g0).intoArray(sums, at + 12 * L);
        FloatVector.fromArray(S, sums, at + 13 * L).add(g1).intoArray(sums, at + 13 * L);
        FloatVector.fromArray(S, sums, at + 14 * L).add(h0).intoArray(sums, at + 14 * L);
        FloatVector.fromArray(S, sums, at + 15 * L).add(h1).intoArray(sums, at + 15 * L);
    }
}
