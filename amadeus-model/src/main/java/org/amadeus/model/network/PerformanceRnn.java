package org.amadeus.model.network;

import java.util.Map;
import java.util.function.Function;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.op.network.AmadeusLinear;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network, added to a graph of the caller's: one event of it, or a whole window of events. B batch, T steps, I init,
 * E events, C controls, H hidden, L layers, S states of a cell.
 *
 * <pre>
 *   init [B, I] -> inithid_fc -> inithid_fc_activation (tanh) [B, S*L*H]: the first states
 *
 *   event -> event_embedding [.., E]
 *   [event_embedding | condition] -> concat_input_fc -> concat_input_fc_activation (leaky ReLU 0.1) [.., H]
 *   each layer k: the cell, of the layer before; between layers, where units are dropped, times dropout_l{k}
 *   [layer 0 | layer 1 | ..] (before they are dropped) -> output_fc: the logits [.., E]
 * </pre>
 *
 * Layers are named as the reference's quantizer names them, parameters as PyTorch does. One graph can hold the network
 * once.
 */
public final class PerformanceRnn {
    public static final String INIT = "init";
    /** INT32: the event before the one to be predicted, {@link ModelConfig#primaryEvent} before the first. */
    public static final String EVENT = "event";
    /** 1 where there is no control else 0, then the control or zeros [.., 1 + C]. */
    public static final String CONDITION = "condition";

    public static final String INITIAL_HIDDEN_FC = "inithid_fc";
    public static final String INITIAL_HIDDEN = "inithid_fc_activation";
    public static final String EMBEDDING = "event_embedding";
    public static final String INPUT = "concat_input";
    public static final String INPUT_FC = "concat_input_fc";
    public static final String INPUT_ACTIVATION = "concat_input_fc_activation";
    public static final String HIDDEN_ALL = "hidden_all";
    public static final String LOGITS = "output_fc";

    private static final double LEAK = 0.1;

    private final SameDiff graph;
    private final ModelConfig config;

    private PerformanceRnn(SameDiff graph, ModelConfig config) {
        this.graph = graph;
        this.config = config;
    }

    /**
     * A network whose parameters are trainable variables of the graph, under their own names.
     *
     * @param values each parameter's first values; SameDiff copies them
     */
    public static PerformanceRnn trainable(SameDiff graph, ModelConfig config, Map<String, INDArray> values) {
        values.forEach(graph::var);
        return new PerformanceRnn(graph, config);
    }

    /** A network whose parameters are placeholders, shared with whoever gives the arrays. */
    public static PerformanceRnn ofPlaceholders(SameDiff graph, ModelConfig config) {
        Parameters.shapes(config)
                .forEach((name, shape) -> graph.placeHolder(
                        name,
                        DataType.FLOAT,
                        shape.stream().mapToLong(Integer::longValue).toArray()));
        return new PerformanceRnn(graph, config);
    }

    /** The placeholder of the mask between layer k and the next: 0 where a unit is dropped, else 1 / (1 - dropout). */
    public static String dropout(int layer) {
        return "dropout_l" + layer;
    }

    /** Adds what makes the first states of {@link #INIT} [B, I]; one after the other they lie in [B, S*L*H]. */
    private SDVariable initialHidden() {
        SDVariable init = graph.placeHolder(INIT, DataType.FLOAT, -1, config.initDim());
        return graph.math().tanh(INITIAL_HIDDEN, linear(INITIAL_HIDDEN_FC, init));
    }

    /**
     * Adds the network over one event, and what makes the first states, with placeholders of its own: {@link #INIT} [B, I],
     * {@link #EVENT} [B], {@link #CONDITION} [B, 1 + C], {@link StepGraph#states} [B, H] and, where units are dropped, {@link
     * #dropout} [B, H].
     *
     * @param dropout whether there are masks
     * @return the logits [B, E]; the new states are called {@link StepGraph#newStates}
     */
    public SDVariable step(boolean dropout) {
        initialHidden();
        SDVariable event = graph.placeHolder(EVENT, DataType.INT32, -1);
        SDVariable condition = graph.placeHolder(CONDITION, DataType.FLOAT, -1, config.conditionDim());
        SDVariable[] states = StepGraph.states(config).stream()
                .map(name -> graph.placeHolder(name, DataType.FLOAT, -1, config.hiddenDim()))
                .toArray(SDVariable[]::new);
        SDVariable[] masks = masks(dropout, -1, config.hiddenDim());
        SDVariable x = activated(linear(INPUT_FC, graph.concat(INPUT, 1, embedded(event), condition)));
        SDVariable[] outputs = new SDVariable[config.gruLayers()];
        for (int layer = 0; layer < outputs.length; layer++) {
            outputs[layer] = config.cell().step(graph, layer, x, ofLayer(states, layer), weights(layer))[0];
            x = dropped(outputs[layer], layer, masks);
        }
        return linear(LOGITS, graph.concat(HIDDEN_ALL, 1, outputs));
    }

    /**
     * Adds the network over a window of events with placeholders of its own: {@link #INIT} [B, I], {@link #EVENT} [T, B],
     * {@link #CONDITION} [T, B, 1 + C] and, where units are dropped, {@link #dropout} [T, B, H].
     *
     * @param mixed   whether the states of a batch begin mixed, as {@link #mixed} says
     * @param dropout whether there are masks
     * @param kernel  what computes the layers
     * @return the logits [T, B, E]
     */
    public SDVariable window(boolean mixed, boolean dropout, SequenceKernels kernel) {
        return window(mixed ? this::mixed : this::natural, dropout, kernel);
    }

    /**
     * Likewise.
     *
     * @param states adds the first states, of what {@link #initialHidden} makes of the inits
     */
    public SDVariable window(Function<SDVariable, SDVariable[]> states, boolean dropout, SequenceKernels kernel) {
        SDVariable initial = initialHidden();
        SDVariable event = graph.placeHolder(EVENT, DataType.INT32, -1, -1);
        SDVariable condition = graph.placeHolder(CONDITION, DataType.FLOAT, -1, -1, config.conditionDim());
        SDVariable[] before = states.apply(initial);
        SDVariable[] masks = masks(dropout, -1, -1, config.hiddenDim());
        SDVariable x = activated(linear(INPUT_FC, embedded(event), condition));
        SDVariable[] outputs = new SDVariable[config.gruLayers()];
        for (int layer = 0; layer < outputs.length; layer++) {
            outputs[layer] = RecurrentLayer.layer(
                    graph,
                    config.cell().output(layer),
                    config.cell(),
                    kernel,
                    x,
                    ofLayer(before, layer),
                    weights(layer));
            x = dropped(outputs[layer], layer, masks);
        }
        return linear(LOGITS, outputs);
    }

    /** Placeholders for masks between the layers, where there are any. */
    private SDVariable[] masks(boolean dropout, long... shape) {
        SDVariable[] masks = new SDVariable[dropout ? config.gruLayers() - 1 : 0];
        for (int layer = 0; layer < masks.length; layer++) {
            masks[layer] = graph.placeHolder(dropout(layer), DataType.FLOAT, shape);
        }
        return masks;
    }

    /** Adds the first states S*L of [B, H], each sample's own. */
    private SDVariable[] natural(SDVariable initial) {
        return graph.unstack(
                graph.reshape(initial, -1, config.stateCount(), config.hiddenDim()), 1, config.stateCount());
    }

    /**
     * Adds the first states as the reference takes them: [B, S*L*H] read as [S*L, B, H] without a transpose, which mixes
     * the layers and samples of a batch. For parity, in training too.
     */
    public SDVariable[] mixed(SDVariable initial) {
        return graph.unstack(
                graph.reshape(initial, config.stateCount(), -1, config.hiddenDim()), 0, config.stateCount());
    }

    private SDVariable embedded(SDVariable event) {
        return AmadeusEmbedding.layer(graph, EMBEDDING, parameter("event_embedding.weight"), event);
    }

    private SDVariable activated(SDVariable input) {
        return graph.nn().leakyRelu(INPUT_ACTIVATION, input, LEAK);
    }

    private static SDVariable dropped(SDVariable output, int layer, SDVariable[] dropout) {
        return layer < dropout.length ? output.mul(dropout[layer]) : output;
    }

    private SDVariable[] ofLayer(SDVariable[] states, int layer) {
        SDVariable[] own = new SDVariable[config.cell().states().size()];
        for (int state = 0; state < own.length; state++) {
            own[state] = states[state * config.gruLayers() + layer];
        }
        return own;
    }

    private SDVariable[] weights(int layer) {
        return config.cell().parameters(layer, config.hiddenDim()).keySet().stream()
                .map(this::parameter)
                .toArray(SDVariable[]::new);
    }

    private SDVariable linear(String module, SDVariable... x) {
        return AmadeusLinear.layer(graph, module, parameter(module + ".weight"), parameter(module + ".bias"), x);
    }

    private SDVariable parameter(String name) {
        return graph.getVariable(name);
    }
}
