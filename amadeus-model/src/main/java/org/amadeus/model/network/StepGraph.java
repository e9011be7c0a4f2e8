package org.amadeus.model.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The step graph: {@link PerformanceRnn} over one event, with what makes its first states, as a graph of its own. A
 * session holds one; it has a placeholder for each state.
 */
public final class StepGraph {
    private StepGraph() {}

    /** The placeholders of the states [B, H]: {@code hidden_l0, hidden_l1, ..}, then a cell's further ones. */
    public static List<String> states(ModelConfig config) {
        List<String> names = new ArrayList<>();
        for (String state : config.cell().states()) {
            for (int layer = 0; layer < config.gruLayers(); layer++) {
                names.add(state + "_l" + layer);
            }
        }
        return names;
    }

    /** The new states, in the order of {@link #states}. */
    public static List<String> newStates(ModelConfig config) {
        List<String> names = new ArrayList<>();
        for (int state = 0; state < config.cell().states().size(); state++) {
            for (int layer = 0; layer < config.gruLayers(); layer++) {
                names.add(config.cell().next(layer, state));
            }
        }
        return names;
    }

    /** What a step computes: the logits, then the new states. */
    public static List<String> outputs(ModelConfig config) {
        List<String> names = new ArrayList<>(newStates(config));
        names.add(0, PerformanceRnn.LOGITS);
        return List.copyOf(names);
    }

    /** Builds the graph; the parameters are copied into it. */
    public static SameDiff build(ModelConfig config, Parameters parameters) {
        SameDiff graph = SameDiff.create();
        PerformanceRnn.trainable(graph, config, parameters.arrays()).step(false);
        return graph;
    }

    /**
     * The parameters of a plain step graph, as {@link #build} made it.
     *
     * @throws IllegalArgumentException where one is missing or of a wrong size, as in a quantized graph
     */
    public static Parameters parameters(ModelConfig config, SameDiff graph) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (String name : Parameters.shapes(config).keySet()) {
            INDArray array = graph.hasVariable(name) ? graph.getArrForVarName(name) : null;
            if (array != null && array.dataType().isFPType()) {
                values.put(name, HostFloats.read(array));
            }
        }
        return new Parameters(config, values);
    }
}
