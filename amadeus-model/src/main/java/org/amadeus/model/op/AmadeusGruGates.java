package org.amadeus.model.op;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Optional;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpSite;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The element-wise arithmetic of a GRU cell, in the variant of cuDNN and PyTorch ("linear before reset"). With
 * {@code gx = W_i x + b_i} and {@code gh = W_h h + b_h}, each split in three thirds r, z, n:
 *
 * <pre>
 *   r = σ(gx_r + gh_r)    z = σ(gx_z + gh_z)    n = tanh(gx_n + r ⊙ gh_n)
 *   h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * Inputs gx [B, 3H], gh [B, 3H], h [B, H]; output h' [B, H]; float32.
 */
public final class AmadeusGruGates extends JavaOp implements LoweredOp {
    public static final String NAME = "amadeus_gru_gates";

    /** For SameDiff, when it loads a graph. */
    public AmadeusGruGates() {}

    public AmadeusGruGates(SameDiff graph, SDVariable gx, SDVariable gh, SDVariable h) {
        super(graph, gx, gh, h);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[2]};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray h = inputs[2];
        long units = h.size(1);
        INDArray r = Transforms.sigmoid(third(inputs[0], 0, units).add(third(inputs[1], 0, units)), false);
        INDArray z = Transforms.sigmoid(third(inputs[0], 1, units).add(third(inputs[1], 1, units)), false);
        INDArray n = Transforms.tanh(third(inputs[0], 2, units).add(r.mul(third(inputs[1], 2, units))), false);
        outputs[0].assign(z.rsub(1).mul(n).add(z.mul(h)));
    }

    private static INDArray third(INDArray gates, int which, long units) {
        return gates.get(all(), interval(which * units, (which + 1) * units));
    }

    @Override
    public int outputSize(OpSite site) {
        return site.inputSize(2);
    }

    /** A whole GRU cell in one kernel where both linear parts are nobody else's; else the gates alone. */
    @Override
    public StepKernel lower(OpSite site) {
        Optional<OpSite> gx = site.producer(0).filter(p -> p.op() instanceof AmadeusLinear);
        Optional<OpSite> gh = site.producer(1)
                .filter(p -> p.op() instanceof AmadeusLinear && p.inputName(0).equals(site.inputName(2)));
        if (gx.isEmpty() || gh.isEmpty()) {
            return site.kernels()
                    .gates(site.batch(), site.outputSize(), site.input(0), site.input(1), site.input(2), site.output());
        }
        return site.kernels()
                .gru(
                        site.batch(),
                        AmadeusLinear.weights(gx.get()),
                        AmadeusLinear.weights(gh.get()),
                        gx.get().input(0),
                        site.input(2),
                        site.output());
    }
}
