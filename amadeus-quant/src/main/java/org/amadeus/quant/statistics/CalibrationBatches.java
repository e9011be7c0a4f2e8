package org.amadeus.quant.statistics;

import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowIterator;

/**
 * Music to calibrate on, as the reference takes it: windows of 200 events, begun at every tenth, in a random order, their
 * controls given. Of a dataset its training part is used, or all of it where there is none.
 */
public final class CalibrationBatches {
    private CalibrationBatches() {}

    /**
     * Batches with controls.
     *
     * @param windows of a batch, 1 or more
     * @param seed    the same seed gives the same windows
     */
    public static WindowIterator of(PerformanceDataset dataset, int windows, long seed) {
        return builder(dataset, windows, seed).build();
    }

    /** Likewise, every other batch without controls: a layer that is rounded by its input should have seen both. */
    public static WindowIterator alternating(PerformanceDataset dataset, int windows, long seed) {
        return builder(dataset, windows, seed)
                .controlsIn(number -> number % 2 == 0)
                .build();
    }

    /** Of a dataset its training part, or all of it where there is none. */
    public static PerformanceDataset played(PerformanceDataset dataset) {
        PerformanceDataset training = dataset.part(Split.TRAIN);
        return training.pieces().isEmpty() ? dataset : training;
    }

    private static WindowIterator.Builder builder(PerformanceDataset dataset, int windows, long seed) {
        return WindowIterator.over(played(dataset), ModelConfig.defaults(dataset.profile()))
                .batch(windows)
                .seed(seed);
    }
}
