package org.amadeus.model.kernel.sequence;

import static org.amadeus.model.kernel.sequence.Sequences.at;
import static org.amadeus.model.kernel.sequence.Sequences.gate;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Made of ND4J calls alone, so that it runs on any of its backends, CUDA included. What does not depend on the step
 * before is one product over the whole sequence. Its workspace is r, z, n and W_hn h + b_hn of each step [4, T, B, H].
 */
public final class Nd4jGruKernel implements SequenceKernel {
    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public boolean supportsDouble() {
        return true;
    }

    @Override
    public long workspaceSize(SequenceShape shape) {
        return 4L * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace) {
        INDArray h0 = states[0];
        SequenceShape s = SequenceShape.of(x, weights, 3);
        INDArray gx = x.reshape(s.rows(), s.inputs())
                .mmul(weights.weightIh().transpose())
                .addiRowVector(weights.biasIh())
                .reshape(s.steps(), s.batch(), 3L * s.hidden());
        INDArray kept = workspace(workspace, s);
        INDArray weightHh = weights.weightHh().transpose();
        INDArray h = h0;
        for (int t = 0; t < s.steps(); t++) {
            INDArray input = at(gx, t);
            INDArray state = h.mmul(weightHh).addiRowVector(weights.biasHh());
            INDArray r = Transforms.sigmoid(gate(input, 0, s.hidden()).add(gate(state, 0, s.hidden())), false);
            INDArray z = Transforms.sigmoid(gate(input, 1, s.hidden()).add(gate(state, 1, s.hidden())), false);
            INDArray n = Transforms.tanh(gate(input, 2, s.hidden()).add(r.mul(gate(state, 2, s.hidden()))), false);
            h = n.add(z.mul(h.sub(n)));
            at(y, t).assign(h);
            at(kept, 0, t).assign(r);
            at(kept, 1, t).assign(z);
            at(kept, 2, t).assign(n);
            at(kept, 3, t).assign(gate(state, 2, s.hidden()));
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
        long[] gates = {s.steps(), s.batch(), 3L * s.hidden()};
        INDArray dgx = Nd4j.createUninitialized(x.dataType(), gates);
        INDArray dgh = Nd4j.createUninitialized(x.dataType(), gates);
        INDArray kept = workspace(workspace, s);
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
            gate(input, 0, s.hidden()).assign(ofR);
            gate(input, 1, s.hidden()).assign(ofZ);
            gate(input, 2, s.hidden()).assign(ofN);
            gate(state, 0, s.hidden()).assign(ofR);
            gate(state, 1, s.hidden()).assign(ofZ);
            gate(state, 2, s.hidden()).assign(ofN.mul(r));
            dh = dh.mul(z).addi(state.mmul(weights.weightHh()));
        }
        gradients.states()[0].assign(dh);

        INDArray ofGx = dgx.reshape(s.rows(), 3L * s.hidden());
        INDArray ofGh = dgh.reshape(s.rows(), 3L * s.hidden());
        gradients.x().assign(ofGx.mmul(weights.weightIh()).reshape(gradients.x().shape()));
        INDArray dwi = ofGx.transpose().mmul(x.reshape(s.rows(), s.inputs()));
        gradients.weights().weightIh().assign(dwi);
        gradients.weights().weightHh().assign(ofGh.transpose().mmul(Sequences.before(h0, y, s)));
        gradients.weights().biasIh().assign(ofGx.sum(0));
        gradients.weights().biasHh().assign(ofGh.sum(0));
    }

    private static INDArray workspace(INDArray workspace, SequenceShape s) {
        return workspace.reshape(4, s.steps(), s.batch(), s.hidden());
    }
}
