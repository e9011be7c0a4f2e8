package org.amadeus.quant.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.op.GraphRunner;
import org.amadeus.model.step.StepGraph;
import org.amadeus.model.train.BatchSource;
import org.amadeus.model.train.TrainingBatch;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a plain step graph over music, teacher forced and without dropout, and listens to its tensors. T steps, B batch.
 */
public final class StatisticsCollector {
    private final ModelConfig config;
    private final SameDiff graph;

    /** @param graph a plain step graph of {@code config} */
    public StatisticsCollector(ModelConfig config, SameDiff graph) {
        this.config = config;
        this.graph = graph;
    }

    /**
     * Statistics over batches, each begun from a random init ~ N(0, 1).
     *
     * @param count how many batches
     */
    public Statistics collect(BatchSource batches, int count, long seed, Progress progress) {
        StepListener listener = new StepListener(config);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            TrainingBatch batch = batches.batch(i);
            float[] init = new float[batch.windows() * config.initDim()];
            for (int k = 0; k < init.length; k++) {
                init[k] = (float) random.nextGaussian();
            }
            run(listener, batch, init);
            progress.update(i + 1, count, "batches");
        }
        return new Statistics("collected", listener.result());
    }

    /** Statistics over one batch from given init vectors [B, I]. */
    public Statistics collect(TrainingBatch batch, float[] init) {
        StepListener listener = new StepListener(config);
        run(listener, batch, init);
        return new Statistics("collected", listener.result());
    }

    private void run(StepListener listener, TrainingBatch batch, float[] init) {
        graph.setListeners(listener);
        try {
            step(new GraphRunner(graph), batch, init);
        } finally {
            graph.setListeners();
        }
    }

    private void step(GraphRunner runner, TrainingBatch batch, float[] init) {
        int windows = batch.windows();
        INDArray start = runner.run(
                        Map.of(StepGraph.INIT, array(init, windows, config.initDim())),
                        List.of(StepGraph.INITIAL_HIDDEN))
                .get(StepGraph.INITIAL_HIDDEN);
        // [B, L*H] read as [L, B, H]: the reference's view, without a transpose.
        INDArray[] states = new INDArray[config.gruLayers()];
        float[] hidden = start.dup('c').data().asFloat();
        int size = windows * config.hiddenDim();
        for (int layer = 0; layer < states.length; layer++) {
            states[layer] =
                    array(Arrays.copyOfRange(hidden, layer * size, (layer + 1) * size), windows, config.hiddenDim());
        }
        int[] events = new int[windows];
        Arrays.fill(events, EventVocabulary.PRIMARY);
        int conditions = windows * config.conditionDim();
        for (int t = 0; t < batch.steps(); t++) {
            Map<String, INDArray> inputs = new HashMap<>();
            inputs.put(StepGraph.EVENT, Nd4j.createFromArray(events));
            inputs.put(
                    StepGraph.CONDITION,
                    array(
                            Arrays.copyOfRange(batch.conditions(), t * conditions, (t + 1) * conditions),
                            windows,
                            config.conditionDim()));
            for (int layer = 0; layer < states.length; layer++) {
                inputs.put(StepGraph.hidden(layer), states[layer]);
            }
            Map<String, INDArray> outputs = runner.run(inputs, StepGraph.outputs(config));
            for (int layer = 0; layer < states.length; layer++) {
                states[layer] = outputs.get(StepGraph.gates(layer));
            }
            events = Arrays.copyOfRange(batch.events(), t * windows, (t + 1) * windows);
        }
    }

    private static INDArray array(float[] values, int rows, int columns) {
        return Nd4j.createFromArray(values).reshape(rows, columns);
    }
}
