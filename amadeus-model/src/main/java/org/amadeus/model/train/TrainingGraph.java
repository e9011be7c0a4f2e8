package org.amadeus.model.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.AmadeusCrossEntropy;
import org.amadeus.model.op.AmadeusEmbedding;
import org.amadeus.model.op.AmadeusGru;
import org.amadeus.model.op.AmadeusSideBySideLinear;
import org.amadeus.model.op.Ops;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The training graph: Performance RNN over a whole window, as a SameDiff graph with a loss. T steps, B windows, I init,
 * E events, C controls, H hidden, L layers. Its variables have the names and shapes of the step graph's, PyTorch's.
 *
 * <pre>
 *   init [B, I] -> inithid_fc -> tanh -> [L, B, H], a reshape without a transpose
 *   event INT32 [T, B], the event before each -> event_embedding [T, B, E]
 *   [event_embedding | condition [T, B, 1+C]] -> concat_input_fc -> leaky ReLU 0.1 [T, B, H]
 *   for each layer k: gru_l{k} over the whole window [T, B, H]; between layers times dropout_l{k} [T, B, H]
 *   [gru_l0 | gru_l1 | ..] -> output_fc: the logits [T, B, E]
 *   loss: mean cross-entropy of target INT32 [T, B], nats per event
 * </pre>
 */
public final class TrainingGraph {
    /** Placeholder: what foretells each event is the one before it, 239 at the first step. */
    public static final String EVENT = StepGraph.EVENT;
    /** Placeholder: the events to be foretold. */
    public static final String TARGET = "target";

    public static final String CONDITION = StepGraph.CONDITION;
    public static final String INIT = StepGraph.INIT;
    public static final String LOGITS = StepGraph.LOGITS;
    public static final String LOSS = "loss";

    private TrainingGraph() {}

    /** The placeholder of the mask between layer k and the next: 0 where a unit is dropped, else 1 / (1 - dropout). */
    public static String dropout(int layer) {
        return "dropout_l" + layer;
    }

    /**
     * Builds the graph.
     *
     * @param parameters  each parameter's first values by name; SameDiff copies them
     * @param withDropout whether units are dropped between layers, by masks given as placeholders
     * @param kernel      what computes the GRU layers
     */
    public static SameDiff build(
            ModelConfig config, Map<String, INDArray> parameters, boolean withDropout, GruKernels kernel) {
        Ops.register();
        SameDiff graph = SameDiff.create();
        Map<String, SDVariable> weights = new LinkedHashMap<>();
        parameters.forEach((name, array) -> weights.put(name, graph.var(name, array)));

        int layers = config.gruLayers();
        int hidden = config.hiddenDim();
        SDVariable init = graph.placeHolder(INIT, DataType.FLOAT, -1, config.initDim());
        SDVariable states =
                graph.math().tanh(StepGraph.INITIAL_HIDDEN, linear(graph, StepGraph.INITIAL_HIDDEN_FC, weights, init));
        SDVariable[] h0 = graph.unstack(graph.reshape(states, layers, -1, hidden), 0, layers);

        SDVariable event = graph.placeHolder(EVENT, DataType.INT32, -1, -1);
        SDVariable condition = graph.placeHolder(CONDITION, DataType.FLOAT, -1, -1, config.conditionDim());
        SDVariable embedding = named(
                graph,
                new AmadeusEmbedding(graph, weights.get("event_embedding.weight"), event).outputVariable(),
                StepGraph.EMBEDDING);
        SDVariable x = graph.nn()
                .leakyRelu(
                        StepGraph.INPUT_ACTIVATION,
                        linear(graph, StepGraph.INPUT_FC, weights, embedding, condition),
                        StepGraph.LEAK);

        List<SDVariable> outputs = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            SDVariable y = new AmadeusGru(
                            graph,
                            kernel,
                            x,
                            h0[layer],
                            weights.get("gru.weight_ih_l" + layer),
                            weights.get("gru.weight_hh_l" + layer),
                            weights.get("gru.bias_ih_l" + layer),
                            weights.get("gru.bias_hh_l" + layer))
                    .outputVariables()[0];
            outputs.add(named(graph, y, "gru_l" + layer));
            x = y;
            if (withDropout && layer < layers - 1) {
                x = y.mul(graph.placeHolder(dropout(layer), DataType.FLOAT, -1, -1, hidden));
            }
        }
        SDVariable logits = linear(graph, LOGITS, weights, outputs.toArray(SDVariable[]::new));
        SDVariable target = graph.placeHolder(TARGET, DataType.INT32, -1, -1);
        named(graph, new AmadeusCrossEntropy(graph, logits, target).outputVariables()[0], LOSS);
        graph.setLossVariables(LOSS);
        return graph;
    }

    private static SDVariable linear(
            SameDiff graph, String name, Map<String, SDVariable> weights, SDVariable... inputs) {
        SDVariable output = new AmadeusSideBySideLinear(
                        graph, weights.get(name + ".weight"), weights.get(name + ".bias"), inputs)
                .outputVariable();
        return named(graph, output, name);
    }

    private static SDVariable named(SameDiff graph, SDVariable variable, String name) {
        return graph.updateVariableNameAndReference(variable, name);
    }
}
