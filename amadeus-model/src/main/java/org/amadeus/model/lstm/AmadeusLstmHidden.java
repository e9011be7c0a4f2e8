package org.amadeus.model.lstm;

import java.util.List;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpSite;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The new hidden state of an LSTM, {@code h' = σ(o) ⊙ tanh(c')}; inputs gx, gh [B, 4H] and the new c' [B, H]. */
public final class AmadeusLstmHidden extends LstmGates {
    /** Adds the op to a graph. */
    public static SDVariable layer(SameDiff graph, String name, SDVariable gx, SDVariable gh, SDVariable c) {
        return new AmadeusLstmHidden().addTo(graph, gx, gh, c).named(name);
    }

    @Override
    public String opName() {
        return "amadeus_lstm_hidden";
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray o = Transforms.sigmoid(sum(inputs, 3), false);
        outputs[0].assign(o.muli(Transforms.tanh(inputs[2], true)));
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] sums = sums();
        SDVariable o = sameDiff.nn().sigmoid(sums[3]);
        SDVariable tanh = sameDiff.math().tanh(arg(2));
        SDVariable d = gradients.get(0);
        SDVariable zeros = sameDiff.zerosLike(sums[0]);
        SDVariable ofGates =
                sameDiff.concat(1, zeros, zeros, zeros, d.mul(tanh).mul(o).mul(o.rsub(1)));
        return List.of(ofGates, ofGates, d.mul(o).mul(tanh.mul(tanh).rsub(1)));
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
                int o = k / units * 4 * units + k % units + 3 * units;
                next[k] = (float) (sigmoid(gx[o] + gh[o]) * Math.tanh(c[k]));
            }
        });
    }
}
