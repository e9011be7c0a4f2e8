package org.amadeus.model.op.network;

import java.util.Arrays;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceArrays;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a {@link SequenceOp}. Inputs: its inputs, its two outputs, the gradient of y; outputs: the gradients of
 * its inputs.
 */
public abstract class SequenceGradientOp extends JavaOp {
    private final String name;
    private final CellKernels kernels;

    /** @param name as for {@link #opName} */
    protected SequenceGradientOp(String name, CellKernels kernels) {
        this.name = name;
        this.kernels = kernels;
    }

    @Override
    public final String opName() {
        return name;
    }

    @Override
    public final int getNumOutputs() {
        return args().length - 3;
    }

    @Override
    protected final long[][] outputShapes(long[][] inputs) {
        return Arrays.copyOf(inputs, inputs.length - 3);
    }

    @Override
    public final void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray[] dense = RowMajor.dense(inputs);
        int own = outputs.length;
        kernels.of(SequenceKernels.values()[(int) iArgs()[0]])
                .backward(
                        SequenceArrays.of(Arrays.copyOf(dense, own)),
                        dense[own],
                        dense[own + 1],
                        dense[own + 2],
                        SequenceArrays.of(outputs));
    }
}
