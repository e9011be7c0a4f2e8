package org.amadeus.model.op;

import org.amadeus.model.kernel.step.LinearWeights;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpSite;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * PyTorch's linear layer, {@code y = x W^T + b}. Inputs x [B, in], W [out, in], b [out]; output y [B, out]; float32.
 */
public final class AmadeusLinear extends JavaOp implements LoweredOp {
    public static final String NAME = "amadeus_linear";

    /** For SameDiff, when it loads a graph. */
    public AmadeusLinear() {}

    public AmadeusLinear(SameDiff graph, SDVariable x, SDVariable weight, SDVariable bias) {
        super(graph, x, weight, bias);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[0][0], inputs[1][0]}};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        inputs[0].mmuli(inputs[1].transpose(), outputs[0]).addiRowVector(inputs[2]);
    }

    @Override
    public int outputSize(OpSite site) {
        return (int) site.constant(1).size(0);
    }

    @Override
    public StepKernel lower(OpSite site) {
        return FoldedEmbedding.lower(site).orElseGet(() -> site.kernels()
                .linear(site.batch(), weights(site), new int[site.batch()], site.input(0), site.output()));
    }

    /** The weights of a linear op, as kernels take them. */
    static LinearWeights weights(OpSite site) {
        long[] shape = site.constant(1).shape();
        return new LinearWeights(
                (int) shape[0], (int) shape[1], Arrays32.of(site.constant(1)), Arrays32.of(site.constant(2)));
    }
}
