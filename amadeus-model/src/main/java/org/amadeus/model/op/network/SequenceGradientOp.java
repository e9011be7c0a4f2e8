package org.amadeus.model.op.network;

import java.util.Arrays;
import org.amadeus.model.kernel.sequence.SequenceGradients;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.kernel.sequence.SequencePass;
import org.amadeus.model.kernel.sequence.SequenceWeights;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a {@link SequenceOp}. Inputs: its inputs, its two outputs, the gradient of y; outputs: the gradients of
 * its inputs.
 */
public abstract class SequenceGradientOp extends JavaOp {
    protected abstract SequenceKernel kernel(SequenceKernels choice);

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
        INDArray[] in = RowMajor.dense(inputs);
        int weights = outputs.length - 4;
        SequencePass pass = new SequencePass(
                SequenceWeights.of(in, weights),
                in[0],
                Arrays.copyOfRange(in, 1, weights),
                in[outputs.length],
                in[outputs.length + 1]);
        SequenceGradients gradients = new SequenceGradients(
                outputs[0], Arrays.copyOfRange(outputs, 1, weights), SequenceWeights.of(outputs, weights));
        kernel(SequenceKernels.values()[(int) iArgs()[0]]).backward(pass, in[outputs.length + 2], gradients);
    }
}
