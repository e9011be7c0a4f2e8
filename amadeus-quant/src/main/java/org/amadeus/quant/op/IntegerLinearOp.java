package org.amadeus.quant.op;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A linear layer with weights of integers and float in- and output: x [B, in], weights [out, ..], then others; y [B, out]. */
abstract class IntegerLinearOp extends JavaOp implements LoweredOp {
    /** For SameDiff, when it loads a graph. */
    IntegerLinearOp() {}

    IntegerLinearOp(SameDiff graph, SDVariable... inputs) {
        super(graph, inputs);
    }

    /** The plain kernel of these inputs: x [B, in], y [B, out]. */
    abstract StepKernel plain(int batch, INDArray[] inputs, float[] x, float[] y);

    @Override
    protected final long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[0][0], inputs[1][0]}};
    }

    @Override
    public final void execute(INDArray[] inputs, INDArray[] outputs) {
        float[] y = new float[(int) outputs[0].length()];
        StepKernel kernel = plain((int) inputs[0].size(0), inputs, Arrays32.of(inputs[0]), y);
        for (int block = 0; block < kernel.blocks(); block++) {
            kernel.run(block);
        }
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
    }

    @Override
    public final int outputSize(OpSite site) {
        return (int) site.constant(1).size(0);
    }
}
