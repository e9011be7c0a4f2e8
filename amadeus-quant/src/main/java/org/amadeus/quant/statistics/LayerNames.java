package org.amadeus.quant.statistics;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;

/** The names of the leaf modules of the reference's model, once its GRU is taken apart for quantization. */
final class LayerNames {
    static final String DROPOUT = "gru.dropout";
    static final String SOFTMAX = "output_fc_activation";

    private LayerNames() {}

    /** All of them, in the order of a statistics file. */
    static List<String> of(ModelConfig config) {
        List<String> names = new ArrayList<>(List.of(
                PerformanceRnn.INITIAL_HIDDEN_FC,
                PerformanceRnn.INITIAL_HIDDEN,
                PerformanceRnn.EMBEDDING,
                PerformanceRnn.INPUT_FC,
                PerformanceRnn.INPUT_ACTIVATION));
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            names.add(config.cell().gateX(layer));
            names.add(config.cell().gateH(layer));
            names.add(add(layer));
            names.add(multiply(layer));
            for (char gate : new char[] {'r', 'z', 'n'}) {
                names.add(activation(layer, gate));
            }
        }
        names.addAll(List.of(DROPOUT, PerformanceRnn.LOGITS, SOFTMAX));
        return names;
    }

    static String add(int layer) {
        return "gru.cells." + layer + ".eltwiseadd_gate";
    }

    static String multiply(int layer) {
        return "gru.cells." + layer + ".eltwisemult_gate";
    }

    /** @param gate r, z or n */
    static String activation(int layer, char gate) {
        return "gru.cells." + layer + ".act_" + gate;
    }
}
