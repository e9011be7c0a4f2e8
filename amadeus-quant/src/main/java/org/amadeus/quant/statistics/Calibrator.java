package org.amadeus.quant.statistics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.window.WindowIterator;
import org.amadeus.quant.coding.Moments;

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

    /** The music that is played: the training part, or all of it where there is none. */
    public PerformanceDataset played() {
        PerformanceDataset training = music.part(Split.TRAIN);
        return training.pieces().isEmpty() ? music : training;
    }

    /** Ranges of all tensors. */
    public Statistics statistics(Progress progress) {
        int batches = settings.batches().orElse(Settings.STATISTICS_BATCHES);
        int windows = settings.windows().orElse(Settings.STATISTICS_WINDOWS);
        return collector().statistics(batches(windows).build(), batches, settings.seed(), progress);
    }

    /** Moments of what comes into linear layers, by the layers' names. */
    public Map<String, Moments> moments(Set<String> layers, Progress progress) {
        int batches = settings.batches().orElse(Settings.MOMENTS_BATCHES);
        int windows = settings.windows().orElse(Settings.MOMENTS_WINDOWS);
        return collector().moments(layers, alternating(windows), batches, settings.seed(), progress);
    }

    private TensorCollector collector() {
        return new TensorCollector(plain.config(), plain.stepGraph());
    }

    /** As the reference takes them: windows of 200 events, begun at every tenth, in a random order, their controls given. */
    WindowIterator.Builder batches(int windows) {
        return WindowIterator.over(played(), ModelConfig.defaults(music.profile()))
                .batch(windows)
                .seed(settings.seed());
    }

    /** Likewise, every other batch without controls: a layer that is rounded by its input should have seen both. */
    WindowIterator alternating(int windows) {
        return batches(windows).controlsIn(number -> number % 2 == 0).build();
    }
}
