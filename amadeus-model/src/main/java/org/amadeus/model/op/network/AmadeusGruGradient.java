package org.amadeus.model.op.network;

import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;

/** The gradient of {@link AmadeusGru}. */
public final class AmadeusGruGradient extends SequenceGradientOp {
    @Override
    public String opName() {
        return "amadeus_gru_gradient";
    }

    @Override
    protected SequenceKernel kernel(SequenceKernels choice) {
        return CellKernels.GRU.of(choice);
    }
}
