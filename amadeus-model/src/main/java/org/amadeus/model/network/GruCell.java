package org.amadeus.model.network;

import java.util.List;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.op.network.AmadeusGruGates;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The gated recurrent unit in the variant of cuDNN and PyTorch ("linear before reset"), the reference's cell; gate rows in the
 * order r, z, n:
 *
 * <pre>
 *   r = σ(W_ir x + b_ir + W_hr h + b_hr)      z = σ(W_iz x + b_iz + W_hz h + b_hz)
 *   n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))
 *   h' = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * Keras' and ND4J's own GRU apply r before the product with W_hn: weights are not interchangeable.
 */
public record GruCell() implements Cell {
    @Override
    public String id() {
        return "gru";
    }

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public List<String> states() {
        return List.of("hidden");
    }

    @Override
    public String next(int layer, int state) {
        return "gru.cells." + layer + ".gates";
    }

    @Override
    public SDVariable[] addGates(SameDiff graph, int layer, SDVariable gx, SDVariable gh, SDVariable[] states) {
        return new SDVariable[] {AmadeusGruGates.layer(graph, next(layer, 0), gx, gh, states[0])};
    }

    @Override
    public CellKernels kernels() {
        return CellKernels.GRU;
    }
}
