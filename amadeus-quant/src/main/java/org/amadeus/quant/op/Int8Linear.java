package org.amadeus.quant.op;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.quant.kernel.Int8Kernels;
import org.amadeus.quant.kernel.Int8Layer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** A linear layer with int8 weights and float activations. */
public final class Int8Linear extends Int8WeightOp {
    public static final String NAME = "amadeus_int8_linear";

    /** For SameDiff, when it loads a graph. */
    public Int8Linear() {}

    public Int8Linear(SameDiff graph, SDVariable x, SDVariable weight, SDVariable scale, SDVariable bias) {
        super(graph, x, weight, scale, bias);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    StepKernel kernel(Int8Kernels kernels, int batch, Int8Layer layer, StepKernels floats, float[] x, float[] y) {
        return kernels.linear(batch, layer, floats, x, y);
    }
}
