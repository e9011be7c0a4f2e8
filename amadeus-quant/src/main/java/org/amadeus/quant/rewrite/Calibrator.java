package org.amadeus.quant.rewrite;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.session.Session;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.statistics.CalibrationBatches;
import org.amadeus.quant.statistics.MomentsCollector;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.StatisticsCollector;

/**
 * Plays music to a float model and gathers what rules ask to be known of it.
 *
 * @param plain    a float session
 * @param music    its training part is played, or all of it where there is none
 * @param settings how much of it
 */
public record Calibrator(Session plain, PerformanceDataset music, Settings settings) {
    /**
     * How much music, and which.
     *
     * @param batches of windows of 200 events; empty for 10 of statistics, 8 of moments
     * @param windows of each batch; empty for 8 of statistics, 64 of moments
     * @param seed    the same seed gives the same windows
     */
    public record Settings(Optional<Integer> batches, Optional<Integer> windows, long seed) {
        /** As the reference has it. */
        public static final int STATISTICS_BATCHES = 10;

        public static final int STATISTICS_WINDOWS = 8;
        /** Second moments of 512 values need more samples than ranges do. */
        public static final int MOMENTS_BATCHES = 8;

        public static final int MOMENTS_WINDOWS = 64;

        public static final Settings USUAL = new Settings(Optional.empty(), Optional.empty(), 0);
    }

    /** The music that is played. */
    public PerformanceDataset played() {
        return CalibrationBatches.played(music);
    }

    /** Ranges of all tensors. */
    public Statistics statistics(Progress progress) {
        int batches = settings.batches().orElse(Settings.STATISTICS_BATCHES);
        int windows = settings.windows().orElse(Settings.STATISTICS_WINDOWS);
        return new StatisticsCollector(plain.config(), plain.stepGraph())
                .collect(CalibrationBatches.of(music, windows, settings.seed()), batches, settings.seed(), progress);
    }

    /** Moments of what comes into linear layers, by the layers' names. */
    public Map<String, Moments> moments(Set<String> layers, Progress progress) {
        int batches = settings.batches().orElse(Settings.MOMENTS_BATCHES);
        int windows = settings.windows().orElse(Settings.MOMENTS_WINDOWS);
        return new MomentsCollector(plain.config(), plain.stepGraph())
                .collect(
                        layers,
                        CalibrationBatches.alternating(music, windows, settings.seed()),
                        batches,
                        settings.seed(),
                        progress);
    }
}
