package org.amadeus.model.kernel.step;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Kernels made of ND4J calls: they run on whatever backend is on the class path, a GPU's too. Buffers are copied to the
 * backend and back at each call, and calls allocate; on a CPU the other families are far faster.
 */
public final class Nd4jKernels implements StepKernels {
    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public StepKernel linear(int batch, LinearWeights weights, int[] rows, float[] x, float[] y) {
        Matrix matrix = new Matrix(weights);
        return new OneBlock(() -> store(matrix.apply(array(x, batch), rows), y), weights.bytes());
    }

    @Override
    public StepKernel gru(int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next) {
        Matrix ofX = new Matrix(wx);
        Matrix ofH = new Matrix(wh);
        int[] rows = new int[batch];
        return new OneBlock(
                () -> {
                    INDArray state = array(h, batch);
                    store(gruGates(ofX.apply(array(x, batch), rows), ofH.apply(state, rows), state), next);
                },
                wx.bytes() + wh.bytes());
    }

    @Override
    public StepKernel gates(int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next) {
        return new OneBlock(() -> store(gruGates(array(gx, batch), array(gh, batch), array(h, batch)), next));
    }

    /** {@link StepKernels#gates} on arrays gx [B, 3H], gh [B, 3H], h [B, H] of any float type. */
    public static INDArray gruGates(INDArray gx, INDArray gh, INDArray h) {
        long units = h.size(1);
        INDArray r = Transforms.sigmoid(third(gx, 0, units).add(third(gh, 0, units)), false);
        INDArray z = Transforms.sigmoid(third(gx, 1, units).add(third(gh, 1, units)), false);
        INDArray n = Transforms.tanh(third(gx, 2, units).add(r.mul(third(gh, 2, units))), false);
        return z.rsub(1).mul(n).add(z.mul(h));
    }

    private static INDArray third(INDArray gates, int which, long units) {
        return gates.get(all(), interval(which * units, (which + 1) * units));
    }

    private static INDArray array(float[] buffer, int batch) {
        return Nd4j.createFromArray(buffer).reshape(batch, buffer.length / batch);
    }

    private static void store(INDArray array, float[] buffer) {
        float[] values = array.dup('c').data().asFloat();
        System.arraycopy(values, 0, buffer, 0, buffer.length);
    }

    /** A linear layer's weights on the backend. */
    private static final class Matrix {
        private final INDArray transposed;
        private final INDArray bias;

        Matrix(LinearWeights weights) {
            transposed = Nd4j.createFromArray(weights.weight())
                    .reshape(weights.out(), weights.in())
                    .transpose();
            bias = Nd4j.createFromArray(weights.bias()).reshape(weights.biasRows(), weights.out());
        }

        INDArray apply(INDArray x, int[] rows) {
            return x.mmul(transposed).addi(bias.getRows(rows));
        }
    }
}
