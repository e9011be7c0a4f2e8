package org.amadeus.model.op.network;

import java.util.Arrays;
import java.util.List;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.kernel.sequence.SequencePass;
import org.amadeus.model.kernel.sequence.SequenceShape;
import org.amadeus.model.kernel.sequence.SequenceWeights;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer over a whole sequence. Inputs x [T, B, I], the states before it, each [B, H], then weight_ih [G*H, I],
 * weight_hh [G*H, H], bias_ih [G*H], bias_hh [G*H]; outputs y [T, B, H], the hidden state after each step, and a workspace
 * for the backward pass. Saved with a graph: which of the {@link SequenceKernels} computes it.
 */
public abstract class SequenceOp extends JavaOp {
    /** Adds the layer to a graph, computed by a kernel of that choice; returns the hidden state after each step. */
    protected final SDVariable addLayer(SameDiff graph, String name, SequenceKernels kernel, SDVariable... inputs) {
        addIArgument(kernel.ordinal());
        return addTo(graph, inputs).named(name);
    }

    /** G: rows of the weights for each unit. */
    protected abstract int gates();

    protected abstract SequenceKernel kernel(SequenceKernels choice);

    /** Makes the op of the gradients. */
    protected abstract SequenceGradientOp gradient();

    private SequenceKernels choice() {
        return SequenceKernels.values()[(int) iArgs()[0]];
    }

    @Override
    public final int getNumOutputs() {
        return 2;
    }

    @Override
    protected final long[][] outputShapes(long[][] inputs) {
        SequenceShape shape = SequenceShape.of(inputs[0], inputs[inputs.length - 3], gates());
        long[] state = {shape.batch(), shape.hidden()};
        for (int i = 1; i < inputs.length - 4; i++) {
            if (!Arrays.equals(inputs[i], state)) {
                throw new IllegalArgumentException(opName() + " begins with a state " + Arrays.toString(inputs[i])
                        + ", expected " + Arrays.toString(state));
            }
        }
        return new long[][] {
            {shape.steps(), shape.batch(), shape.hidden()}, {kernel(choice()).workspaceSize(shape)}
        };
    }

    @Override
    public final void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray[] in = RowMajor.dense(inputs);
        int weights = in.length - 4;
        INDArray[] states = Arrays.copyOfRange(in, 1, weights);
        kernel(choice())
                .forward(new SequencePass(SequenceWeights.of(in, weights), in[0], states, outputs[0], outputs[1]));
    }

    @Override
    public final List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] outputs = outputVariables();
        SequenceGradientOp gradient = gradient();
        gradient.addIArgument(iArgs());
        return List.of(gradient.addTo(sameDiff, append(args(), outputs[0], outputs[1], gradients.get(0)))
                .outputVariables());
    }
}
