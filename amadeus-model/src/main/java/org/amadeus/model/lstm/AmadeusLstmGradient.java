package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.op.network.SequenceGradientOp;

/** The gradient of {@link AmadeusLstm}. */
public final class AmadeusLstmGradient extends SequenceGradientOp {
    @Override
    public String opName() {
        return "amadeus_lstm_gradient";
    }

    @Override
    protected SequenceKernel kernel(SequenceKernels choice) {
        return AmadeusLstm.KERNELS.of(choice);
    }
}
