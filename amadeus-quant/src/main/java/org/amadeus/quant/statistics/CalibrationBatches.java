package org.amadeus.quant.statistics;

import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.WindowBatch;
import org.amadeus.data.dataset.WindowSampler;
import org.amadeus.model.network.Conditions;
import org.amadeus.model.train.BatchSource;
import org.amadeus.model.train.TrainingBatch;

/**
 * Music to calibrate on, as the reference takes it: windows of 200 events, begun at every tenth, in a random order, their
 * controls given. Of a dataset its training part is used, or all of it where there is none.
 */
public final class CalibrationBatches implements BatchSource {
    private static final int LENGTH = 200;
    private static final int STRIDE = 10;

    private final WindowSampler sampler;
    private final boolean alternating;

    /**
     * @param windows of a batch, 1 or more
     * @param seed    the same seed gives the same windows
     */
    public CalibrationBatches(PerformanceDataset dataset, int windows, long seed) {
        this(dataset, windows, seed, false);
    }

    private CalibrationBatches(PerformanceDataset dataset, int windows, long seed, boolean alternating) {
        PerformanceDataset training = dataset.part(Split.TRAIN);
        this.sampler = new WindowSampler(
                training.pieces().isEmpty() ? dataset : training, LENGTH, STRIDE, windows, false, seed);
        this.alternating = alternating;
    }

    /** Likewise, every other batch without controls: a layer that is rounded by what it hears should have heard both. */
    public static CalibrationBatches alternating(PerformanceDataset dataset, int windows, long seed) {
        return new CalibrationBatches(dataset, windows, seed, true);
    }

    @Override
    public TrainingBatch batch(long iteration) {
        WindowBatch batch = sampler.batch(iteration);
        boolean given = !alternating || iteration % 2 == 0;
        float[] conditions = Conditions.of(batch, given);
        return new TrainingBatch(batch.steps(), batch.windows(), batch.events(), conditions);
    }
}
