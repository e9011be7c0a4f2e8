package org.amadeus.model.kernel.sequence;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Made of ND4J calls alone, so that it runs on any of its backends, CUDA included. What does not depend on the step
 * before is one product over the whole sequence. Its tape is r, z, n and W_hn h + b_hn of each step [4, T, B, H].
 */
public final class Nd4jGruKernel implements GruKernel {
    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public boolean supportsDouble() {
        return true;
    }

    @Override
    public long tapeSize(GruShape shape) {
        return 4L * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(GruWeights weights, INDArray x, INDArray h0, INDArray y, INDArray tape) {
        GruShape s = GruShape.of(x, weights);
        INDArray gx = x.reshape(s.rows(), s.inputs())
                .mmul(weights.ofInput().transpose())
                .addiRowVector(weights.inputBias())
                .reshape(s.steps(), s.batch(), 3L * s.hidden());
        INDArray kept = tape(tape, s);
        INDArray ofState = weights.ofState().transpose();
        INDArray h = h0;
        for (int t = 0; t < s.steps(); t++) {
            INDArray input = gx.get(point(t), all(), all());
            INDArray state = h.mmul(ofState).addiRowVector(weights.stateBias());
            INDArray r = Transforms.sigmoid(gate(input, 0, s).add(gate(state, 0, s)), false);
            INDArray z = Transforms.sigmoid(gate(input, 1, s).add(gate(state, 1, s)), false);
            INDArray n = Transforms.tanh(gate(input, 2, s).add(r.mul(gate(state, 2, s))), false);
            h = n.add(z.mul(h.sub(n)));
            at(y, t).assign(h);
            at(kept, 0, t).assign(r);
            at(kept, 1, t).assign(z);
            at(kept, 2, t).assign(n);
            at(kept, 3, t).assign(gate(state, 2, s));
        }
    }

    @Override
    public void backward(
            GruWeights weights,
            INDArray x,
            INDArray h0,
            INDArray y,
            INDArray tape,
            INDArray dy,
            GruGradients gradients) {
        GruShape s = GruShape.of(x, weights);
        long[] gates = {s.steps(), s.batch(), 3L * s.hidden()};
        INDArray dgx = Nd4j.createUninitialized(x.dataType(), gates);
        INDArray dgh = Nd4j.createUninitialized(x.dataType(), gates);
        INDArray kept = tape(tape, s);
        INDArray dh = Nd4j.zeros(x.dataType(), s.batch(), s.hidden());
        for (int t = s.steps() - 1; t >= 0; t--) {
            INDArray before = t == 0 ? h0 : at(y, t - 1);
            INDArray r = at(kept, 0, t);
            INDArray z = at(kept, 1, t);
            INDArray n = at(kept, 2, t);
            dh.addi(at(dy, t));
            INDArray ofN = dh.mul(z.rsub(1)).muli(n.mul(n).rsubi(1));
            INDArray ofZ = dh.mul(before.sub(n)).muli(z).muli(z.rsub(1));
            INDArray ofR = ofN.mul(at(kept, 3, t)).muli(r).muli(r.rsub(1));
            INDArray input = at(dgx, t);
            INDArray state = at(dgh, t);
            gate(input, 0, s).assign(ofR);
            gate(input, 1, s).assign(ofZ);
            gate(input, 2, s).assign(ofN);
            gate(state, 0, s).assign(ofR);
            gate(state, 1, s).assign(ofZ);
            gate(state, 2, s).assign(ofN.mul(r));
            dh = dh.mul(z).addi(state.mmul(weights.ofState()));
        }
        gradients.h0().assign(dh);

        INDArray ofInput = dgx.reshape(s.rows(), 3L * s.hidden());
        INDArray ofState = dgh.reshape(s.rows(), 3L * s.hidden());
        gradients
                .x()
                .assign(ofInput.mmul(weights.ofInput()).reshape(gradients.x().shape()));
        INDArray dwi = ofInput.transpose().mmul(x.reshape(s.rows(), s.inputs()));
        gradients.weights().ofInput().assign(dwi);
        gradients.weights().ofState().assign(ofState.transpose().mmul(statesBefore(h0, y, s)));
        gradients.weights().inputBias().assign(ofInput.sum(0));
        gradients.weights().stateBias().assign(ofState.sum(0));
    }

    /** The state each step began with [T*B, H]. */
    private static INDArray statesBefore(INDArray h0, INDArray y, GruShape s) {
        INDArray before = Nd4j.createUninitialized(y.dataType(), y.shape());
        at(before, 0).assign(h0);
        if (s.steps() > 1) {
            before.get(interval(1, s.steps()), all(), all()).assign(y.get(interval(0, s.steps() - 1), all(), all()));
        }
        return before.reshape(s.rows(), s.hidden());
    }

    private static INDArray tape(INDArray tape, GruShape s) {
        return tape.reshape(4, s.steps(), s.batch(), s.hidden());
    }

    private static INDArray at(INDArray sequence, int t) {
        return sequence.get(point(t), all(), all());
    }

    private static INDArray at(INDArray kept, int what, int t) {
        return kept.get(point(what), point(t), all(), all());
    }

    private static INDArray gate(INDArray gates, int which, GruShape s) {
        return gates.get(all(), interval((long) which * s.hidden(), (which + 1L) * s.hidden()));
    }
}
