package org.amadeus.model.op.network;

import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A GRU layer over a whole sequence, in the variant of cuDNN and PyTorch ("linear before reset"); gate rows in the order
 * r, z, n:
 *
 * <pre>
 *   r = σ(W_ir x + b_ir + W_hr h + b_hr)      z = σ(W_iz x + b_iz + W_hz h + b_hz)
 *   n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))
 *   h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * Keras' and ND4J's own GRU apply r before the product with W_hn: weights are not interchangeable.
 */
public final class AmadeusGru extends SequenceOp {
    /**
     * Adds a layer to a graph, computed by the fastest kernel there is.
     *
     * @param x       [T, B, I]
     * @param h0      [B, H]
     * @param weights weight_ih [3H, I], weight_hh [3H, H], bias_ih [3H], bias_hh [3H]
     * @return the hidden state after each step [T, B, H]
     */
    public static SDVariable layer(SameDiff graph, String name, SDVariable x, SDVariable h0, SDVariable... weights) {
        return layer(graph, name, SequenceKernels.FASTEST, x, h0, weights);
    }

    /** Likewise, computed by a kernel of the caller's choice. */
    public static SDVariable layer(
            SameDiff graph, String name, SequenceKernels kernel, SDVariable x, SDVariable h0, SDVariable... weights) {
        return new AmadeusGru().addLayer(graph, name, kernel, append(new SDVariable[] {x, h0}, weights));
    }

    public AmadeusGru() {
        super("amadeus_gru", 3, CellKernels.GRU, Gradient::new);
    }

    /** The gradient of the layer. */
    public static final class Gradient extends SequenceGradientOp {
        public Gradient() {
            super("amadeus_gru_gradient", CellKernels.GRU);
        }
    }
}
