package org.amadeus.model.kernel.step;

import jdk.incubator.vector.FloatVector;

/**
 * Eight vectors of rows for one sample, each from a panel of its own: eight sums in flight hide the latency of fused
 * multiply-add. Written out whole: see {@link VectorTile}.
 */
final class VectorTile8x1 extends VectorTile {
    VectorTile8x1() {
        super(8, 1, 8);
    }

    @Override
    void multiplyAdd(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at) {
        float[] values = weights.values();
        int apart = weights.apart();
        int w0 = column * L;
        int w1 = w0 + apart;
        int w2 = w1 + apart;
        int w3 = w2 + apart;
        int w4 = w3 + apart;
        int w5 = w4 + apart;
        int w6 = w5 + apart;
        int w7 = w6 + apart;
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector a4 = a0;
        FloatVector a5 = a0;
        FloatVector a6 = a0;
        FloatVector a7 = a0;
        for (int i = 0; i < k; i++) {
            FloatVector v = FloatVector.broadcast(S, x[from + i]);
            a0 = FloatVector.fromArray(S, values, w0 + i * L).fma(v, a0);
            a1 = FloatVector.fromArray(S, values, w1 + i * L).fma(v, a1);
            a2 = FloatVector.fromArray(S, values, w2 + i * L).fma(v, a2);
            a3 = FloatVector.fromArray(S, values, w3 + i * L).fma(v, a3);
            a4 = FloatVector.fromArray(S, values, w4 + i * L).fma(v, a4);
            a5 = FloatVector.fromArray(S, values, w5 + i * L).fma(v, a5);
            a6 = FloatVector.fromArray(S, values, w6 + i * L).fma(v, a6);
            a7 = FloatVector.fromArray(S, values, w7 + i * L).fma(v, a7);
        }
        FloatVector.fromArray(S, sums, at).add(a0).intoArray(sums, at);
        FloatVector.fromArray(S, sums, at + L).add(a1).intoArray(sums, at + L);
        FloatVector.fromArray(S, sums, at + 2 * L).add(a2).intoArray(sums, at + 2 * L);
        FloatVector.fromArray(S, sums, at + 3 * L).add(a3).intoArray(sums, at + 3 * L);
        FloatVector.fromArray(S, sums, at + 4 * L).add(a4).intoArray(sums, at + 4 * L);
        FloatVector.fromArray(S, sums, at + 5 * L).add(a5).intoArray(sums, at + 5 * L);
        FloatVector.fromArray(S, sums, at + 6 * L).add(a6).intoArray(sums, at + 6 * L);
        FloatVector.fromArray(S, sums, at + 7 * L).add(a7).intoArray(sums, at + 7 * L);
    }
}
