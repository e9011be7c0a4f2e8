package org.amadeus.model.lstm;

import java.util.List;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.network.Cell;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The LSTM: two states, the hidden one and the cell's own memory. */
public record LstmCell() implements Cell {
    private static final class Kernels {
        static final CellKernels ALL = new CellKernels(2, new Nd4jLstm(), new Nd4jLstm(), new OneDnnLstm());
    }

    @Override
    public String id() {
        return "lstm";
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public List<String> states() {
        return List.of("hidden", "cell");
    }

    @Override
    public String next(int layer, int state) {
        return "lstm.cells." + layer + (state == 0 ? ".gates" : ".cell");
    }

    @Override
    public SDVariable[] addGates(SameDiff graph, int layer, SDVariable gx, SDVariable gh, SDVariable[] states) {
        SDVariable c = AmadeusLstmCell.layer(graph, next(layer, 1), gx, gh, states[1]);
        return new SDVariable[] {AmadeusLstmHidden.layer(graph, next(layer, 0), gx, gh, c), c};
    }

    @Override
    public CellKernels kernels() {
        return Kernels.ALL;
    }
}
