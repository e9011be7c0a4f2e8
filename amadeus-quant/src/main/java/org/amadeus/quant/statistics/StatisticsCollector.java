package org.amadeus.quant.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.Progress;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.GraphStepModel;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Runs a plain step graph over music, teacher forced and without dropout, and listens to its tensors. T steps, B batch.
 */
public final class StatisticsCollector {
    private final ModelConfig config;
    private final SameDiff graph;

    /**
     * @param graph a plain step graph of {@code config}
     * @throws StatisticsException where its cells are not the reference's, whose tensors have names
     */
    public StatisticsCollector(ModelConfig config, SameDiff graph) {
        if (!config.cell().equals(new GruCell())) {
            throw new StatisticsException("the model is of " + config.cell().id()
                    + " cells, statistics are collected of gru cells alone. Use --scheme weight-only, dynamic or int4");
        }
        this.config = config;
        this.graph = graph;
    }

    /**
     * Statistics over batches, each begun from a random init ~ N(0, 1).
     *
     * @param count how many batches
     */
    public Statistics collect(MultiDataSetIterator batches, int count, long seed, Progress progress) {
        StepListener listener = new StepListener(config);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            WindowArrays batch = WindowArrays.next(batches);
            float[] init = new float[batch.windows() * config.initDim()];
            for (int k = 0; k < init.length; k++) {
                init[k] = (float) random.nextGaussian();
            }
            run(listener, batch, init);
            progress.update(i + 1, count, "batches");
        }
        return collected(listener);
    }

    /** Statistics over one batch from given init vectors [B, I]. */
    public Statistics collect(WindowArrays batch, float[] init) {
        StepListener listener = new StepListener(config);
        run(listener, batch, init);
        return collected(listener);
    }

    private Statistics collected(StepListener listener) {
        return new Statistics("collected", listener.result(), Optional.of(ModelFingerprint.of(config, graph)));
    }

    private void run(StepListener listener, WindowArrays batch, float[] init) {
        graph.setListeners(listener);
        try (StepModel model = new GraphStepModel(config, graph, batch.windows())) {
            model.startMixed(init);
            int windows = batch.windows();
            int[] events = new int[windows];
            Arrays.fill(events, config.primaryEvent());
            float[] conditions = new float[windows * config.conditionDim()];
            float[] logits = new float[windows * config.eventDim()];
            for (int t = 0; t < batch.steps(); t++) {
                System.arraycopy(batch.conditions(), t * conditions.length, conditions, 0, conditions.length);
                model.step(events, conditions, logits);
                System.arraycopy(batch.events(), t * windows, events, 0, windows);
            }
        } finally {
            graph.setListeners();
        }
    }
}
