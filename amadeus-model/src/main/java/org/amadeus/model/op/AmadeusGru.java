package org.amadeus.model.op;

import java.util.List;
import org.amadeus.model.kernel.sequence.GruKernel;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.kernel.sequence.GruShape;
import org.amadeus.model.kernel.sequence.GruWeights;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
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

    /**
     * Adds a layer to a graph, computed by the fastest kernel there is.
     *
     * @param weights W_i, W_h, b_i, b_h
     * @return y [T, B, H]
     */
    public static SDVariable layer(SameDiff graph, String name, SDVariable x, SDVariable h0, SDVariable... weights) {
        return layer(graph, name, GruKernels.FASTEST, x, h0, weights);
    }

    /** Likewise, computed by a kernel of the caller's choice. */
    public static SDVariable layer(
            SameDiff graph, String name, GruKernels kernel, SDVariable x, SDVariable h0, SDVariable... weights) {
        Ops.register();
        return new AmadeusGru(graph, kernel, x, h0, weights[0], weights[1], weights[2], weights[3]).named(name);
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
    protected long[][] outputShapes(long[][] inputs) {
        GruShape shape = GruShape.of(inputs[0], inputs[3]);
        return new long[][] {
            {shape.steps(), shape.batch(), shape.hidden()}, {kernels().kernel().tapeSize(shape)}
        };
    }

    @Override
    public void execute(INDArray[] in, INDArray[] out) {
        INDArray[] i = RowMajor.dense(in);
        kernels().kernel().forward(new GruWeights(i[2], i[3], i[4], i[5]), i[0], i[1], out[0], out[1]);
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
