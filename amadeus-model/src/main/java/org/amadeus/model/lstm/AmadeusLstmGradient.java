package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.op.network.SequenceGradientOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The gradient of {@link AmadeusLstm}. */
public final class AmadeusLstmGradient extends SequenceGradientOp {
    public static final String NAME = "amadeus_lstm_gradient";

    /** For SameDiff, when it loads a graph. */
    public AmadeusLstmGradient() {}

    AmadeusLstmGradient(SameDiff graph, SequenceKernels kernel, SDVariable... inputs) {
        super(graph, kernel, inputs);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected SequenceKernel kernel(SequenceKernels choice) {
        return AmadeusLstm.KERNELS.of(choice);
    }
}
