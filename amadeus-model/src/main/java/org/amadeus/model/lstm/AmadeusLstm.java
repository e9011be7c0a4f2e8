package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.op.network.SequenceGradientOp;
import org.amadeus.model.op.network.SequenceOp;

/** An LSTM layer over a whole sequence, as PyTorch's. */
public final class AmadeusLstm extends SequenceOp {
    static final CellKernels KERNELS = new CellKernels(new Nd4jLstm(), new Nd4jLstm(), new OneDnnLstm());

    public AmadeusLstm() {
        super("amadeus_lstm", 4, KERNELS, Gradient::new);
    }

    /** The gradient of the layer. */
    public static final class Gradient extends SequenceGradientOp {
        public Gradient() {
            super("amadeus_lstm_gradient", KERNELS);
        }
    }
}
