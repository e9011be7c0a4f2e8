package org.amadeus.model.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.op.AmadeusGruGates;
import org.amadeus.model.op.AmadeusLinear;
import org.amadeus.model.op.Ops;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The step graph: Performance RNN over one event, as a SameDiff graph. B batch, I init, E events, C controls, H hidden,
 * L layers.
 *
 * <pre>
 *   init [B, I] -> inithid_fc -> inithid_fc_activation (tanh) [B, L*H]
 *
 *   event INT32 [B] -> event_embedding [B, E]
 *   condition [B, 1+C] (1 where there is no control else 0, then the control or zeros)
 *   concat_input [B, E+1+C] -> concat_input_fc -> concat_input_fc_activation (leaky ReLU 0.1) [B, H]
 *   for each layer k, x its input, hidden_l{k} [B, H] its state:
 *     gru.cells.{k}.fc_gate_x (x) [B, 3H], gru.cells.{k}.fc_gate_h (h) [B, 3H]
 *     gru.cells.{k}.gates [B, H]: the new state, and the next layer's input
 *   hidden_all: the new states side by side [B, L*H] -> output_fc: the logits [B, E]
 * </pre>
 *
 * The layers are named as the reference's quantizer names them, the parameters as PyTorch does. Dropout, which only
 * trains, has no part here.
 */
public final class StepGraph {
    public static final String INIT = "init";
    public static final String EVENT = "event";
    public static final String CONDITION = "condition";

    public static final String INITIAL_HIDDEN_FC = "inithid_fc";
    public static final String INITIAL_HIDDEN = "inithid_fc_activation";
    public static final String EMBEDDING = "event_embedding";
    public static final String INPUT = "concat_input";
    public static final String INPUT_FC = "concat_input_fc";
    public static final String INPUT_ACTIVATION = "concat_input_fc_activation";
    public static final String HIDDEN_ALL = "hidden_all";
    public static final String LOGITS = "output_fc";

    /** Slope of the input's leaky ReLU below zero. */
    public static final double LEAK = 0.1;

    private StepGraph() {}

    /** The placeholder of layer k's state. */
    public static String hidden(int layer) {
        return "hidden_l" + layer;
    }

    /** Layer k's linear part of its input. */
    public static String gateX(int layer) {
        return "gru.cells." + layer + ".fc_gate_x";
    }

    /** Layer k's linear part of its state. */
    public static String gateH(int layer) {
        return "gru.cells." + layer + ".fc_gate_h";
    }

    /** Layer k's new state. */
    public static String gates(int layer) {
        return "gru.cells." + layer + ".gates";
    }

    /** Builds the graph; the parameters are copied into it. */
    public static SameDiff build(ModelConfig config, Parameters parameters) {
        Ops.register();
        SameDiff graph = SameDiff.create();
        Map<String, SDVariable> weights = new LinkedHashMap<>();
        Parameters.shapes(config).forEach((name, shape) -> {
            long[] dimensions = shape.stream().mapToLong(Integer::longValue).toArray();
            weights.put(
                    name,
                    graph.var(name, Nd4j.createFromArray(parameters.get(name)).reshape(dimensions)));
        });

        SDVariable init = graph.placeHolder(INIT, DataType.FLOAT, -1, config.initDim());
        graph.math().tanh(INITIAL_HIDDEN, linear(graph, INITIAL_HIDDEN_FC, init, INITIAL_HIDDEN_FC, weights));

        SDVariable event = graph.placeHolder(EVENT, DataType.INT32, -1);
        SDVariable condition = graph.placeHolder(CONDITION, DataType.FLOAT, -1, config.conditionDim());
        SDVariable embedding = graph.gather(EMBEDDING, weights.get("event_embedding.weight"), event, 0);
        SDVariable input = graph.concat(INPUT, 1, embedding, condition);
        SDVariable x = graph.nn().leakyRelu(INPUT_ACTIVATION, linear(graph, INPUT_FC, input, INPUT_FC, weights), LEAK);
        SDVariable[] states = new SDVariable[config.gruLayers()];
        for (int layer = 0; layer < states.length; layer++) {
            SDVariable h = graph.placeHolder(hidden(layer), DataType.FLOAT, -1, config.hiddenDim());
            SDVariable gx = linear(
                    graph,
                    gateX(layer),
                    x,
                    weights.get("gru.weight_ih_l" + layer),
                    weights.get("gru.bias_ih_l" + layer));
            SDVariable gh = linear(
                    graph,
                    gateH(layer),
                    h,
                    weights.get("gru.weight_hh_l" + layer),
                    weights.get("gru.bias_hh_l" + layer));
            x = named(graph, new AmadeusGruGates(graph, gx, gh, h).outputVariable(), gates(layer));
            states[layer] = x;
        }
        linear(graph, LOGITS, graph.concat(HIDDEN_ALL, 1, states), LOGITS, weights);
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
                values.put(name, array.castTo(DataType.FLOAT).dup('c').data().asFloat());
            }
        }
        return new Parameters(config, values);
    }

    /** What a step computes: the logits, then each layer's new state. */
    public static List<String> outputs(ModelConfig config) {
        String[] names = new String[1 + config.gruLayers()];
        names[0] = LOGITS;
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            names[1 + layer] = gates(layer);
        }
        return List.of(names);
    }

    private static SDVariable linear(
            SameDiff graph, String name, SDVariable x, String module, Map<String, SDVariable> weights) {
        return linear(graph, name, x, weights.get(module + ".weight"), weights.get(module + ".bias"));
    }

    private static SDVariable linear(SameDiff graph, String name, SDVariable x, SDVariable weight, SDVariable bias) {
        return named(graph, new AmadeusLinear(graph, x, weight, bias).outputVariable(), name);
    }

    private static SDVariable named(SameDiff graph, SDVariable variable, String name) {
        return graph.updateVariableNameAndReference(variable, name);
    }
}
