package org.amadeus.model.op.network;

import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The gradient of {@link AmadeusGru}. */
public final class AmadeusGruGradient extends SequenceGradientOp {
    public static final String NAME = "amadeus_gru_gradient";

    /** For SameDiff, when it loads a graph. */
    public AmadeusGruGradient() {}

    AmadeusGruGradient(SameDiff graph, SequenceKernels kernel, SDVariable... inputs) {
        super(graph, kernel, inputs);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected SequenceKernel kernel(SequenceKernels choice) {
        return CellKernels.GRU.of(choice);
    }
}
