package org.amadeus.model.lstm;

import java.util.List;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpSite;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The new state of an LSTM's cell, {@code c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g)}; inputs gx, gh [B, 4H] and c [B, H]. */
public final class AmadeusLstmCell extends LstmGates {
    /** Adds the op to a graph. */
    public static SDVariable layer(SameDiff graph, String name, SDVariable gx, SDVariable gh, SDVariable c) {
        return new AmadeusLstmCell().addTo(graph, gx, gh, c).named(name);
    }

    @Override
    public String opName() {
        return "amadeus_lstm_cell";
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray i = Transforms.sigmoid(sum(inputs, 0), false);
        INDArray f = Transforms.sigmoid(sum(inputs, 1), false);
        outputs[0].assign(f.muli(inputs[2]).addi(i.muli(Transforms.tanh(sum(inputs, 2), false))));
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] sums = sums();
        SDVariable i = sameDiff.nn().sigmoid(sums[0]);
        SDVariable f = sameDiff.nn().sigmoid(sums[1]);
        SDVariable g = sameDiff.math().tanh(sums[2]);
        SDVariable d = gradients.get(0);
        SDVariable ofGates = sameDiff.concat(
                1,
                d.mul(g).mul(i).mul(i.rsub(1)),
                d.mul(arg(2)).mul(f).mul(f.rsub(1)),
                d.mul(i).mul(g.mul(g).rsub(1)),
                sameDiff.zerosLike(sums[3]));
        return List.of(ofGates, ofGates, d.mul(f));
    }

    @Override
    public StepKernel lower(OpSite site) {
        float[] gx = site.input(0);
        float[] gh = site.input(1);
        float[] c = site.input(2);
        float[] next = site.output();
        int units = site.outputSize();
        return new OneBlock(() -> {
            for (int k = 0; k < next.length; k++) {
                int i = k / units * 4 * units + k % units;
                int f = i + units;
                int g = f + units;
                next[k] = (float) (sigmoid(gx[f] + gh[f]) * c[k] + sigmoid(gx[i] + gh[i]) * Math.tanh(gx[g] + gh[g]));
            }
        });
    }
}
