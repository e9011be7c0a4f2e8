package org.amadeus.quant.statistics;

import org.amadeus.data.Progress;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.train.BatchSource;
import org.amadeus.model.train.TrainingBatch;
import org.nd4j.autodiff.samediff.SameDiff;

/** Collects the ranges of all tensors of a plain step graph over music. */
public final class StatisticsCollector {
    private final ModelConfig config;
    private final TeacherForcedRun music;

    /** @param graph a plain step graph of {@code config} */
    public StatisticsCollector(ModelConfig config, SameDiff graph) {
        this.config = config;
        this.music = new TeacherForcedRun(config, graph);
    }

    /**
     * Statistics over batches, each begun from a random init ~ N(0, 1).
     *
     * @param count how many batches
     */
    public Statistics collect(BatchSource batches, int count, long seed, Progress progress) {
        StepListener listener = new StepListener(config);
        music.run(listener, batches, count, seed, progress);
        return new Statistics("collected", listener.result());
    }

    /** Statistics over one batch from given init vectors [B, I]. */
    public Statistics collect(TrainingBatch batch, float[] init) {
        StepListener listener = new StepListener(config);
        music.run(listener, batch, init);
        return new Statistics("collected", listener.result());
    }
}
