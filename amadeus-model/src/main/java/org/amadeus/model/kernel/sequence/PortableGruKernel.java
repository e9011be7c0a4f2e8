package org.amadeus.model.kernel.sequence;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * OpenBLAS for the products, plain Java for the gates. What does not depend on the step before is one product over the
 * whole sequence. Its workspace is r, z, n and W_hn h + b_hn of each step [T, B, 4, H]; the backward pass keeps the gradients
 * of the same four in the same order, so that both "r, z, n" and "r, z, W_hn h" are found in it without copying.
 */
public final class PortableGruKernel implements SequenceKernel {
    @Override
    public String name() {
        return "portable";
    }

    @Override
    public boolean supportsDouble() {
        return false;
    }

    @Override
    public long workspaceSize(SequenceShape shape) {
        return 4L * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace) {
        INDArray h0 = states[0];
        SequenceShape s = SequenceShape.of(x, weights, 3);
        int units = s.hidden();
        FloatPointer weightHh = HostFloats.pointer(weights.weightHh());
        FloatPointer out = HostFloats.pointer(y);
        FloatPointer h = HostFloats.pointer(h0);
        FloatBuffer kept = HostFloats.buffer(workspace);
        FloatBuffer hidden = HostFloats.buffer(y);
        FloatBuffer biasIh = HostFloats.buffer(weights.biasIh());
        FloatBuffer biasHh = HostFloats.buffer(weights.biasHh());
        int block = s.batch() * units;
        try (FloatPointer gates = new FloatPointer(3L * block)) {
            FloatBuffer state = gates.asBuffer();
            gemm(
                    CblasTrans,
                    s.rows(),
                    3 * units,
                    s.inputs(),
                    HostFloats.pointer(x),
                    s.inputs(),
                    HostFloats.pointer(weights.weightIh()),
                    s.inputs(),
                    0,
                    HostFloats.pointer(workspace),
                    4 * units);
            for (int t = 0; t < s.steps(); t++) {
                gemm(CblasTrans, s.batch(), 3 * units, units, h, units, weightHh, units, 0, gates, 3 * units);
                FloatBuffer before = t == 0 ? HostFloats.buffer(h0) : hidden;
                int beforeAt = t == 0 ? 0 : (t - 1) * block;
                for (int b = 0; b < s.batch(); b++) {
                    int row = t * s.batch() + b;
                    step(kept, 4 * row * units, state, 3 * b * units, biasIh, biasHh, units);
                    blend(kept, 4 * row * units, before, beforeAt + b * units, hidden, row * units, units);
                }
                h = out.getPointer((long) t * block);
            }
        } finally {
            Arrays.asList(weights, x, states, y, workspace).forEach(Reference::reachabilityFence);
        }
    }

    /** Turns the input's part of the gates, at {@code at} in the workspace, into r, z, n and W_hn h + b_hn. */
    private static void step(
            FloatBuffer workspace, int at, FloatBuffer state, int stateAt, FloatBuffer bi, FloatBuffer bh, int units) {
        for (int j = 0; j < units; j++) {
            int rAt = at + j;
            int zAt = rAt + units;
            int nAt = zAt + units;
            float r = GateMath.sigmoid(workspace.get(rAt) + bi.get(j) + state.get(stateAt + j) + bh.get(j));
            float z = GateMath.sigmoid(
                    workspace.get(zAt) + bi.get(units + j) + state.get(stateAt + units + j) + bh.get(units + j));
            float hn = state.get(stateAt + 2 * units + j) + bh.get(2 * units + j);
            workspace.put(rAt, r);
            workspace.put(zAt, z);
            workspace.put(nAt, GateMath.tanh(workspace.get(nAt) + bi.get(2 * units + j) + r * hn));
            workspace.put(nAt + units, hn);
        }
    }

    /** h' = (1 - z) n + z h. */
    private static void blend(
            FloatBuffer workspace, int at, FloatBuffer before, int beforeAt, FloatBuffer y, int yAt, int units) {
        for (int j = 0; j < units; j++) {
            float z = workspace.get(at + units + j);
            y.put(yAt + j, (1 - z) * workspace.get(at + 2 * units + j) + z * before.get(beforeAt + j));
        }
    }

    @Override
    public void backward(
            SequenceWeights weights,
            INDArray x,
            INDArray[] states,
            INDArray y,
            INDArray workspace,
            INDArray dy,
            SequenceGradients gradients) {
        INDArray h0 = states[0];
        SequenceShape s = SequenceShape.of(x, weights, 3);
        int units = s.hidden();
        int four = 4 * units;
        int block = s.batch() * units;
        FloatPointer weightIh = HostFloats.pointer(weights.weightIh());
        FloatPointer weightHh = HostFloats.pointer(weights.weightHh());
        FloatPointer ofCandidate = weightHh.getPointer(2L * units * units);
        FloatPointer dh = HostFloats.pointer(gradients.states()[0]);
        FloatBuffer carried = HostFloats.buffer(gradients.states()[0]);
        FloatBuffer kept = HostFloats.buffer(workspace);
        FloatBuffer hidden = HostFloats.buffer(y);
        FloatBuffer ofOut = HostFloats.buffer(dy);
        for (int i = 0; i < block; i++) {
            carried.put(i, 0);
        }
        try (FloatPointer gates = new FloatPointer(4L * s.rows() * units)) {
            FloatBuffer d = gates.asBuffer();
            for (int t = s.steps() - 1; t >= 0; t--) {
                FloatBuffer before = t == 0 ? HostFloats.buffer(h0) : hidden;
                int beforeAt = t == 0 ? 0 : (t - 1) * block;
                for (int b = 0; b < s.batch(); b++) {
                    int row = t * s.batch() + b;
                    unstep(
                            kept,
                            4 * row * units,
                            before,
                            beforeAt + b * units,
                            ofOut,
                            row * units,
                            carried,
                            b * units,
                            d,
                            units);
                }
                FloatPointer step = gates.getPointer((long) t * s.batch() * four);
                gemm(CblasNoTrans, s.batch(), units, 2 * units, step, four, weightHh, units, 1, dh, units);
                gemm(
                        CblasNoTrans,
                        s.batch(),
                        units,
                        units,
                        step.getPointer(3L * units),
                        four,
                        ofCandidate,
                        units,
                        1,
                        dh,
                        units);
            }
            gemm(
                    CblasNoTrans,
                    s.rows(),
                    s.inputs(),
                    3 * units,
                    gates,
                    four,
                    weightIh,
                    s.inputs(),
                    0,
                    HostFloats.pointer(gradients.x()),
                    s.inputs());
            weightGradients(s, gates, x, h0, y, gradients.weights());
            biasGradients(
                    s,
                    d,
                    HostFloats.buffer(gradients.weights().biasIh()),
                    HostFloats.buffer(gradients.weights().biasHh()));
        } finally {
            Arrays.asList(weights, x, states, y, workspace, dy, gradients).forEach(Reference::reachabilityFence);
        }
    }

    /** One row of one step backwards: the gradients of its gates into d, and of its old state's direct part into dh. */
    private static void unstep(
            FloatBuffer workspace,
            int at,
            FloatBuffer before,
            int beforeAt,
            FloatBuffer dy,
            int dyAt,
            FloatBuffer dh,
            int dhAt,
            FloatBuffer d,
            int units) {
        for (int j = 0; j < units; j++) {
            int i = at + j;
            float r = workspace.get(i);
            float z = workspace.get(i + units);
            float n = workspace.get(i + 2 * units);
            float of = dh.get(dhAt + j) + dy.get(dyAt + j);
            float ofN = of * (1 - z) * (1 - n * n);
            d.put(i, ofN * workspace.get(i + 3 * units) * r * (1 - r));
            d.put(i + units, of * (before.get(beforeAt + j) - n) * z * (1 - z));
            d.put(i + 2 * units, ofN);
            d.put(i + 3 * units, ofN * r);
            dh.put(dhAt + j, of * z);
        }
    }

    private static void weightGradients(
            SequenceShape s, FloatPointer gates, INDArray x, INDArray h0, INDArray y, SequenceWeights d) {
        int units = s.hidden();
        int four = 4 * units;
        FloatPointer dwi = HostFloats.pointer(d.weightIh());
        FloatPointer dwh = HostFloats.pointer(d.weightHh());
        FloatPointer dwhn = dwh.getPointer(2L * units * units);
        int later = s.rows() - s.batch();
        transposed(3 * units, s.inputs(), s.rows(), gates, four, HostFloats.pointer(x), 0, dwi);
        // The state before the first step is h0, before the others the output of the step before.
        transposed(2 * units, units, s.batch(), gates, four, HostFloats.pointer(h0), 0, dwh);
        transposed(units, units, s.batch(), gates.getPointer(3L * units), four, HostFloats.pointer(h0), 0, dwhn);
        if (later > 0) {
            FloatPointer rest = gates.getPointer((long) s.batch() * four);
            transposed(2 * units, units, later, rest, four, HostFloats.pointer(y), 1, dwh);
            transposed(units, units, later, rest.getPointer(3L * units), four, HostFloats.pointer(y), 1, dwhn);
        }
    }

    private static void biasGradients(SequenceShape s, FloatBuffer gates, FloatBuffer dbi, FloatBuffer dbh) {
        int units = s.hidden();
        float[] sums = new float[4 * units];
        for (int row = 0, at = 0; row < s.rows(); row++, at += sums.length) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += gates.get(at + j);
            }
        }
        dbi.put(sums, 0, 3 * units);
        dbh.put(sums, 0, 2 * units).put(sums, 3 * units, units);
    }

    /** c [m, n] = a [m, k] times b, which is [n, k] (CblasTrans) or [k, n], plus beta c; lda .. are row lengths. */
    private static void gemm(
            int transposeB,
            int m,
            int n,
            int k,
            FloatPointer a,
            int lda,
            FloatPointer b,
            int ldb,
            float beta,
            FloatPointer c,
            int ldc) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, transposeB, m, n, k, 1, a, lda, b, ldb, beta, c, ldc);
    }

    /** c [m, n] = the transpose of a [k, m] times b [k, n], plus beta c; only a has a row length of its own. */
    private static void transposed(
            int m, int n, int k, FloatPointer a, int lda, FloatPointer b, float beta, FloatPointer c) {
        cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1, a, lda, b, n, beta, c, n);
    }
}
