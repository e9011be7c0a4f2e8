package org.amadeus.model.kernel.sequence;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The GRU in plain Java, on float32 arrays where they lie. It keeps what {@link Nd4jGru} does. */
final class PortableGru implements CellArithmetic {
    @Override
    public void forward(INDArray gx, INDArray gh, INDArray[] before, INDArray[] after, INDArray[] kept) {
        int units = (int) before[0].size(1);
        FloatBuffer ofX = HostFloats.buffer(gx);
        FloatBuffer ofH = HostFloats.buffer(gh);
        FloatBuffer h = HostFloats.buffer(before[0]);
        FloatBuffer next = HostFloats.buffer(after[0]);
        FloatBuffer[] rznh = buffers(kept);
        for (int i = 0, gates = 0; i < next.limit(); gates += 3 * units) {
            for (int u = gates; u < gates + units; u++, i++) {
                float r = GateMath.sigmoid(ofX.get(u) + ofH.get(u));
                float z = GateMath.sigmoid(ofX.get(u + units) + ofH.get(u + units));
                float hn = ofH.get(u + 2 * units);
                float n = GateMath.tanh(ofX.get(u + 2 * units) + r * hn);
                next.put(i, (1 - z) * n + z * h.get(i));
                rznh[0].put(i, r);
                rznh[1].put(i, z);
                rznh[2].put(i, n);
                rznh[3].put(i, hn);
            }
        }
    }

    @Override
    public void backward(
            INDArray[] before, INDArray[] after, INDArray[] kept, INDArray[] d, INDArray dgx, INDArray dgh) {
        int units = (int) before[0].size(1);
        FloatBuffer ofX = HostFloats.buffer(dgx);
        FloatBuffer ofH = HostFloats.buffer(dgh);
        FloatBuffer h = HostFloats.buffer(before[0]);
        FloatBuffer of = HostFloats.buffer(d[0]);
        FloatBuffer[] rznh = buffers(kept);
        for (int i = 0, gates = 0; i < h.limit(); gates += 3 * units) {
            for (int u = gates; u < gates + units; u++, i++) {
                float r = rznh[0].get(i);
                float z = rznh[1].get(i);
                float n = rznh[2].get(i);
                float ofN = of.get(i) * (1 - z) * (1 - n * n);
                float ofZ = of.get(i) * (h.get(i) - n) * z * (1 - z);
                float ofR = ofN * rznh[3].get(i) * r * (1 - r);
                ofX.put(u, ofR).put(u + units, ofZ).put(u + 2 * units, ofN);
                ofH.put(u, ofR).put(u + units, ofZ).put(u + 2 * units, ofN * r);
                of.put(i, of.get(i) * z);
            }
        }
    }

    private static FloatBuffer[] buffers(INDArray[] arrays) {
        return Arrays.stream(arrays).map(HostFloats::buffer).toArray(FloatBuffer[]::new);
    }
}
