package org.amadeus.model.op.network;

import org.amadeus.model.kernel.sequence.CellKernels;

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
