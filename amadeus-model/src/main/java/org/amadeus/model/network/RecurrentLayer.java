package org.amadeus.model.network;

import java.util.Arrays;
import java.util.List;
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
 * A recurrent layer over a whole sequence, of whichever {@link Cell}, differentiable. Inputs x [T, B, I], the states before it, each [B, H],
 * then weight_ih [G*H, I], weight_hh [G*H, H], bias_ih [G*H], bias_hh [G*H]; outputs y [T, B, H], the hidden state after each
 * step, and a workspace for the backward pass. Saved with a graph: the cell, and which of the {@link SequenceKernels}
 * computes it.
 */
public final class RecurrentLayer extends JavaOp {
    /**
     * Adds a layer to a graph.
     *
     * @param kernel  what computes it
     * @param x       [T, B, I]
     * @param states  before the first step, each [B, H]
     * @param weights weight_ih [G*H, I], weight_hh [G*H, H], bias_ih [G*H], bias_hh [G*H]
     * @return the hidden state after each step [T, B, H]
     */
    public static SDVariable layer(
            SameDiff graph,
            String name,
            Cell cell,
            SequenceKernels kernel,
            SDVariable x,
            SDVariable[] states,
            SDVariable... weights) {
        RecurrentLayer layer = new RecurrentLayer();
        layer.addSArgument(cell.id());
        layer.addIArgument(kernel.ordinal());
        return layer.addTo(graph, append(append(new SDVariable[] {x}, states), weights))
                .named(name);
    }

    @Override
    public String opName() {
        return "amadeus_recurrent";
    }

    @Override
    public int getNumOutputs() {
        return 2;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        Cell cell = Cells.of(sArgs()[0]);
        SequenceShape shape = SequenceShape.of(inputs[0], inputs[inputs.length - 3], cell.gates());
        long[] state = {shape.batch(), shape.hidden()};
        for (int i = 1; i < inputs.length - 4; i++) {
            if (!Arrays.equals(inputs[i], state)) {
                throw new IllegalArgumentException(cell.id() + " layer begins with a state "
                        + Arrays.toString(inputs[i]) + ", expected " + Arrays.toString(state));
            }
        }
        return new long[][] {
            {shape.steps(), shape.batch(), shape.hidden()}, {kernel(this).workspaceSize(shape)}
        };
    }

    private static SequenceKernel kernel(JavaOp op) {
        return Cells.of(op.sArgs()[0]).kernels().of(SequenceKernels.values()[(int) op.iArgs()[0]]);
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        kernel(this).forward(SequenceArrays.of(RowMajor.dense(inputs)), outputs[0], outputs[1]);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        Gradient back = new Gradient();
        back.addSArgument(sArgs());
        back.addIArgument(iArgs());
        SDVariable[] outputs = outputVariables();
        return List.of(back.addTo(sameDiff, append(args(), outputs[0], outputs[1], gradients.get(0)))
                .outputVariables());
    }

    /**
     * The gradient of the layer. Inputs: its inputs, its two outputs, the gradient of y; outputs: the gradients of its
     * inputs.
     */
    public static final class Gradient extends JavaOp {
        @Override
        public String opName() {
            return "amadeus_recurrent_gradient";
        }

        @Override
        public int getNumOutputs() {
            return args().length - 3;
        }

        @Override
        protected long[][] outputShapes(long[][] inputs) {
            return Arrays.copyOf(inputs, inputs.length - 3);
        }

        @Override
        public void execute(INDArray[] inputs, INDArray[] outputs) {
            INDArray[] dense = RowMajor.dense(inputs);
            int own = outputs.length;
            SequenceArrays in = SequenceArrays.of(Arrays.copyOf(dense, own));
            kernel(this).backward(in, dense[own], dense[own + 1], dense[own + 2], SequenceArrays.of(outputs));
        }
    }
}
