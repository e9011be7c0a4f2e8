package org.amadeus.model.op.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceArrays;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.kernel.sequence.SequenceShape;
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
    private final String name;
    private final int gates;
    private final CellKernels kernels;
    private final Supplier<SequenceGradientOp> gradient;

    /**
     * @param name     as for {@link #opName}
     * @param gates    G: rows of the weights for each unit
     * @param gradient makes the op of the gradients
     */
    protected SequenceOp(String name, int gates, CellKernels kernels, Supplier<SequenceGradientOp> gradient) {
        this.name = name;
        this.gates = gates;
        this.kernels = kernels;
        this.gradient = gradient;
    }

    @Override
    public final String opName() {
        return name;
    }

    /**
     * Adds this layer, which is of no graph yet, to one.
     *
     * @param layer   what it is called there
     * @param kernel  what computes it
     * @param x       [T, B, I]
     * @param states  before the first step, each [B, H]
     * @param weights weight_ih [G*H, I], weight_hh [G*H, H], bias_ih [G*H], bias_hh [G*H]
     * @return the hidden state after each step [T, B, H]
     */
    public final SDVariable addLayer(
            SameDiff graph,
            String layer,
            SequenceKernels kernel,
            SDVariable x,
            SDVariable[] states,
            SDVariable... weights) {
        addIArgument(kernel.ordinal());
        return addTo(graph, append(append(new SDVariable[] {x}, states), weights))
                .named(layer);
    }

    private SequenceKernel kernel() {
        return kernels.of(SequenceKernels.values()[(int) iArgs()[0]]);
    }

    @Override
    public final int getNumOutputs() {
        return 2;
    }

    @Override
    protected final long[][] outputShapes(long[][] inputs) {
        SequenceShape shape = SequenceShape.of(inputs[0], inputs[inputs.length - 3], gates);
        long[] state = {shape.batch(), shape.hidden()};
        for (int i = 1; i < inputs.length - 4; i++) {
            if (!Arrays.equals(inputs[i], state)) {
                throw new IllegalArgumentException(opName() + " begins with a state " + Arrays.toString(inputs[i])
                        + ", expected " + Arrays.toString(state));
            }
        }
        return new long[][] {{shape.steps(), shape.batch(), shape.hidden()}, {kernel().workspaceSize(shape)}};
    }

    @Override
    public final void execute(INDArray[] inputs, INDArray[] outputs) {
        kernel().forward(SequenceArrays.of(RowMajor.dense(inputs)), outputs[0], outputs[1]);
    }

    @Override
    public final List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] outputs = outputVariables();
        SequenceGradientOp back = gradient.get();
        back.addIArgument(iArgs());
        return List.of(back.addTo(sameDiff, append(args(), outputs[0], outputs[1], gradients.get(0)))
                .outputVariables());
    }
}
