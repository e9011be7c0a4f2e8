package org.amadeus.model.network;

import java.util.List;
import org.amadeus.model.op.network.AmadeusGru;
import org.amadeus.model.op.network.AmadeusGruGates;
import org.amadeus.model.op.network.SequenceOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The gated recurrent unit in PyTorch's variant; gate rows in the order r, z, n. The reference's cell. */
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
    public SequenceOp sequenceOp() {
        return new AmadeusGru();
    }
}
