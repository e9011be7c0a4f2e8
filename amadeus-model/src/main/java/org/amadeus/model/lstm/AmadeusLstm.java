package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.op.network.SequenceGradientOp;
import org.amadeus.model.op.network.SequenceOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** An LSTM layer over a whole sequence, as PyTorch's. */
public final class AmadeusLstm extends SequenceOp {
    static final CellKernels KERNELS = new CellKernels(new Nd4jLstm(), new Nd4jLstm(), new OneDnnLstm());

    /**
     * Adds a layer to a graph.
     *
     * @param kernel  what computes it
     * @param x       [T, B, I]
     * @param h0      [B, H]
     * @param c0      [B, H]
     * @param weights weight_ih [4H, I], weight_hh [4H, H], bias_ih [4H], bias_hh [4H]
     * @return the hidden state after each step [T, B, H]
     */
    public static SDVariable layer(
            SameDiff graph,
            String name,
            SequenceKernels kernel,
            SDVariable x,
            SDVariable h0,
            SDVariable c0,
            SDVariable... weights) {
        return new AmadeusLstm().addLayer(graph, name, kernel, append(new SDVariable[] {x, h0, c0}, weights));
    }

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
