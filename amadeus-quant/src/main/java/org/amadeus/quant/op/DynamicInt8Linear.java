package org.amadeus.quant.op;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.quant.kernel.Int8Kernels;
import org.amadeus.quant.kernel.Int8Layer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A linear layer with int8 weights, its activations written as 8-bit integers as they come, each sample's under a scale of
 * its own.
 */
public final class DynamicInt8Linear extends Int8WeightOp {
    public static final String NAME = "amadeus_dynamic_int8_linear";

    /** For SameDiff, when it loads a graph. */
    public DynamicInt8Linear() {}

    public DynamicInt8Linear(SameDiff graph, SDVariable x, SDVariable weight, SDVariable scale, SDVariable bias) {
        super(graph, x, weight, scale, bias);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    StepKernel kernel(Int8Kernels kernels, int batch, Int8Layer layer, StepKernels floats, float[] x, float[] y) {
        return kernels.dynamic(batch, layer, x, y);
    }
}
