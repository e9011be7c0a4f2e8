package org.amadeus.model.op;

import java.util.Arrays;
import org.amadeus.model.kernel.sequence.GruGradients;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.kernel.sequence.GruWeights;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link AmadeusGru}. Inputs: its six inputs, its two outputs, the gradient of y; outputs: the gradients
 * of its six inputs.
 */
public final class AmadeusGruGradient extends JavaOp {
    public static final String NAME = "amadeus_gru_gradient";

    private static final int INPUTS = 6;

    /** For SameDiff, when it loads a graph. */
    public AmadeusGruGradient() {}

    AmadeusGruGradient(
            SameDiff graph, GruKernels kernel, SDVariable[] inputs, SDVariable y, SDVariable tape, SDVariable dy) {
        super(graph, append(inputs, y, tape, dy));
        addIArgument(kernel.ordinal());
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    public int getNumOutputs() {
        return INPUTS;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return Arrays.copyOf(inputs, INPUTS);
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] out) {
        INDArray[] in = RowMajor.dense(inputs);
        GruKernels.values()[(int) iArgs()[0]]
                .kernel()
                .backward(
                        new GruWeights(in[2], in[3], in[4], in[5]),
                        in[0],
                        in[1],
                        in[6],
                        in[7],
                        in[8],
                        new GruGradients(out[0], out[1], new GruWeights(out[2], out[3], out[4], out[5])));
    }
}
