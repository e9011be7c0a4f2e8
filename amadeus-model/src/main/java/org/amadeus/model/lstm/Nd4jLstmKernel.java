package org.amadeus.model.lstm;

import static org.amadeus.model.kernel.sequence.Sequences.at;
import static org.amadeus.model.kernel.sequence.Sequences.gate;

import org.amadeus.model.kernel.sequence.SequenceGradients;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceShape;
import org.amadeus.model.kernel.sequence.SequenceWeights;
import org.amadeus.model.kernel.sequence.Sequences;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Made of ND4J calls alone, so that it runs on any of its backends and in double. Its workspace is i, f, g, o and c' of
 * each step [5, T, B, H].
 */
final class Nd4jLstmKernel implements SequenceKernel {
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
        return 5L * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace) {
        SequenceShape s = SequenceShape.of(x, weights, 4);
        INDArray gx = x.reshape(s.rows(), s.inputs())
                .mmul(weights.weightIh().transpose())
                .addiRowVector(weights.biasIh().add(weights.biasHh()))
                .reshape(s.steps(), s.batch(), 4L * s.hidden());
        INDArray kept = workspace.reshape(5, s.steps(), s.batch(), s.hidden());
        INDArray weightHh = weights.weightHh().transpose();
        INDArray h = states[0];
        INDArray c = states[1];
        for (int t = 0; t < s.steps(); t++) {
            INDArray sums = at(gx, t).add(h.mmul(weightHh));
            INDArray i = Transforms.sigmoid(gate(sums, 0, s.hidden()), true);
            INDArray f = Transforms.sigmoid(gate(sums, 1, s.hidden()), true);
            INDArray g = Transforms.tanh(gate(sums, 2, s.hidden()), true);
            INDArray o = Transforms.sigmoid(gate(sums, 3, s.hidden()), true);
            c = f.mul(c).addi(i.mul(g));
            h = o.mul(Transforms.tanh(c, true));
            at(y, t).assign(h);
            INDArray[] all = {i, f, g, o, c};
            for (int which = 0; which < all.length; which++) {
                at(kept, which, t).assign(all[which]);
            }
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
        SequenceShape s = SequenceShape.of(x, weights, 4);
        INDArray gates = Nd4j.createUninitialized(x.dataType(), s.steps(), s.batch(), 4L * s.hidden());
        INDArray kept = workspace.reshape(5, s.steps(), s.batch(), s.hidden());
        INDArray dh = Nd4j.zeros(x.dataType(), s.batch(), s.hidden());
        INDArray dc = dh.dup();
        for (int t = s.steps() - 1; t >= 0; t--) {
            INDArray i = at(kept, 0, t);
            INDArray f = at(kept, 1, t);
            INDArray g = at(kept, 2, t);
            INDArray o = at(kept, 3, t);
            INDArray before = t == 0 ? states[1] : at(kept, 4, t - 1);
            INDArray tanh = Transforms.tanh(at(kept, 4, t), true);
            dh.addi(at(dy, t));
            dc.addi(dh.mul(o).muli(tanh.mul(tanh).rsubi(1)));
            INDArray step = at(gates, t);
            gate(step, 0, s.hidden()).assign(dc.mul(g).muli(i).muli(i.rsub(1)));
            gate(step, 1, s.hidden()).assign(dc.mul(before).muli(f).muli(f.rsub(1)));
            gate(step, 2, s.hidden()).assign(dc.mul(i).muli(g.mul(g).rsubi(1)));
            gate(step, 3, s.hidden()).assign(dh.mul(tanh).muli(o).muli(o.rsub(1)));
            dc = dc.mul(f);
            dh = step.mmul(weights.weightHh());
        }
        gradients.states()[0].assign(dh);
        gradients.states()[1].assign(dc);
        INDArray rows = gates.reshape(s.rows(), 4L * s.hidden());
        gradients.x().assign(rows.mmul(weights.weightIh()).reshape(x.shape()));
        INDArray transposed = rows.transpose();
        gradients.weights().weightIh().assign(transposed.mmul(x.reshape(s.rows(), s.inputs())));
        gradients.weights().weightHh().assign(transposed.mmul(Sequences.before(states[0], y, s)));
        gradients.weights().biasIh().assign(rows.sum(0));
        gradients.weights().biasHh().assign(rows.sum(0));
    }
}
