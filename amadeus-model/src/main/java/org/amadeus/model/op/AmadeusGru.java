package org.amadeus.model.op;

import java.util.Collections;
import java.util.List;
import org.amadeus.model.kernel.sequence.GruKernel;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.kernel.sequence.GruShape;
import org.amadeus.model.kernel.sequence.GruWeights;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A GRU layer over a whole sequence, in PyTorch's variant; {@link GruKernel} has the equations. Inputs x [T, B, I],
 * h0 [B, H], W_i [3H, I], W_h [3H, H], b_i [3H], b_h [3H]; outputs y [T, B, H] and what the backward pass needs. Saved
 * with a graph: which of the {@link GruKernels} computes it.
 */
public final class AmadeusGru extends JavaOp {
    public static final String NAME = "amadeus_gru";

    /** For SameDiff, when it loads a graph. */
    public AmadeusGru() {}

    public AmadeusGru(
            SameDiff graph,
            GruKernels kernel,
            SDVariable x,
            SDVariable h0,
            SDVariable ofInput,
            SDVariable ofState,
            SDVariable inputBias,
            SDVariable stateBias) {
        super(graph, x, h0, ofInput, ofState, inputBias, stateBias);
        addIArgument(kernel.ordinal());
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    public int getNumOutputs() {
        return 2;
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
        return Collections.nCopies(2, inputTypes.get(0));
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        GruShape shape = GruShape.of(inputs[0], inputs[3]);
        return new long[][] {
            {shape.steps(), shape.batch(), shape.hidden()}, {kernels().kernel().tapeSize(shape)}
        };
    }

    @Override
    public void execute(INDArray[] in, INDArray[] out) {
        kernels().kernel().forward(new GruWeights(in[2], in[3], in[4], in[5]), in[0], in[1], out[0], out[1]);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] outputs = outputVariables();
        return List.of(new AmadeusGruGradient(sameDiff, kernels(), args(), outputs[0], outputs[1], gradients.get(0))
                .outputVariables());
    }

    private GruKernels kernels() {
        return GruKernels.values()[(int) iArgs()[0]];
    }
}
