package org.amadeus.model.train.update;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.network.AmadeusCrossEntropy;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The training graph: {@link PerformanceRnn} over a whole window, with a loss: mean cross-entropy of target INT32 [T, B],
 * nats per event. T steps, B windows. The states of a batch begin mixed, as the reference's do.
 */
public final class TrainingGraph {
    /** Placeholder: the events to be predicted. */
    public static final String TARGET = "target";

    public static final String LOSS = "loss";

    /** Placeholder of a graph for parts of batches, INT32: the place in the batch of each window of the part [P]. */
    public static final String PART = "part";

    private TrainingGraph() {}

    /**
     * Everything but the dropout masks, by placeholder.
     *
     * @param batch as {@link WindowArrays} lays it out
     */
    public static Map<String, INDArray> inputs(MultiDataSet batch) {
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(PerformanceRnn.INIT, batch.getFeatures(WindowArrays.INIT));
        inputs.put(PerformanceRnn.EVENT, batch.getFeatures(WindowArrays.EVENT));
        inputs.put(PerformanceRnn.CONDITION, batch.getFeatures(WindowArrays.CONDITION));
        inputs.put(TARGET, batch.getLabels(WindowArrays.TARGET));
        return inputs;
    }

    /**
     * Builds the graph.
     *
     * @param parameters  each parameter's first values by name; SameDiff copies them
     * @param withDropout whether units are dropped between layers, by masks given as placeholders
     * @param inParts     whether a run is of some windows of a batch: the first states follow from the inits of the whole
     *                    batch, which mixes them, and {@link #PART} says which of them are meant
     * @param kernel      what computes the recurrent layers
     */
    public static SameDiff build(
            ModelConfig config,
            Map<String, INDArray> parameters,
            boolean withDropout,
            boolean inParts,
            SequenceKernels kernel) {
        SameDiff graph = SameDiff.create();
        PerformanceRnn network = PerformanceRnn.trainable(graph, config, parameters);
        SDVariable logits =
                network.window(initial -> states(graph, network.mixed(initial), inParts), withDropout, kernel);
        return withLoss(graph, logits, graph.placeHolder(TARGET, DataType.INT32, -1, -1));
    }

    /** Likewise, without dropout; {@link #TARGET} is a distribution over the events for each step FLOAT [T, B, E]. */
    static SameDiff distilling(ModelConfig config, Map<String, INDArray> parameters, SequenceKernels kernel) {
        SameDiff graph = SameDiff.create();
        SDVariable logits = PerformanceRnn.trainable(graph, config, parameters).window(true, false, kernel);
        return withLoss(graph, logits, graph.placeHolder(TARGET, DataType.FLOAT, -1, -1, config.eventDim()));
    }

    private static SameDiff withLoss(SameDiff graph, SDVariable logits, SDVariable target) {
        AmadeusCrossEntropy.loss(graph, LOSS, logits, target);
        graph.setLossVariables(LOSS);
        return graph;
    }

    private static SDVariable[] states(SameDiff graph, SDVariable[] ofBatch, boolean inParts) {
        if (!inParts) {
            return ofBatch;
        }
        SDVariable part = graph.placeHolder(PART, DataType.INT32, -1);
        return Arrays.stream(ofBatch)
                .map(state -> new AmadeusEmbedding().addTo(graph, state, part).outputVariable())
                .toArray(SDVariable[]::new);
    }
}
