package org.amadeus.quant.op;

import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.rules.LayerKind;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of a coded table, as floats. Inputs: the arrays of the coding, of a matrix [events, width]; event INT32 [B]; output
 * y [B, width]. String argument: the coding's id; integer argument: width.
 */
public final class QuantizedEmbedding extends CodedOp {
    /** For SameDiff, when it loads a graph. */
    public QuantizedEmbedding() {}

    public QuantizedEmbedding(WeightCoding coding, int width) {
        addSArgument(coding.id());
        addIArgument(width);
    }

    @Override
    public String opName() {
        return "amadeus_quantized_embedding";
    }

    @Override
    int first() {
        return 0;
    }

    @Override
    public LayerKind kind() {
        return LayerKind.EMBEDDING;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[inputs.length - 1][0], columns()}};
    }

    @Override
    StepKernel kernel(INDArray[] inputs, float[] y) {
        return kernel(coded(inputs), integers(inputs[inputs.length - 1]), y);
    }

    @Override
    public void check(OpSite site) {
        long rows = check(site, 1, 1);
        OpCheck.indices(site, site.inputs() - 1, rows);
    }

    @Override
    public StepKernel lower(OpSite site) {
        return kernel(coded(arrays(site)), site.indices(site.inputs() - 1), site.output());
    }

    private static StepKernel kernel(Coded coded, int[] events, float[] y) {
        byte[] values = coded.widened().values();
        int width = coded.columns();
        return new OneBlock(
                () -> {
                    for (int b = 0; b < events.length; b++) {
                        for (int i = 0; i < width; i++) {
                            y[b * width + i] = values[events[b] * width + i] * coded.scales()[events[b]];
                        }
                    }
                },
                values.length + (long) Float.BYTES * coded.scales().length);
    }
}
