package org.amadeus.quant.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;
import org.amadeus.quant.QuantizationException;
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

    /**
     * Ranges of all tensors.
     *
     * @throws QuantizationException where the model's cells are not the reference's, whose tensors have names
     */
    public Statistics statistics(Progress progress) {
        ModelConfig config = plain.config();
        if (!config.cell().equals(new GruCell())) {
            throw new QuantizationException("the model is of " + config.cell().id()
                    + " cells, statistics are collected of gru cells alone. Use --scheme weight-only, dynamic or int4");
        }
        LayerTrackers layers = new LayerTrackers(config, plain.stepGraph());
        int batches = settings.batches().orElse(Settings.STATISTICS_BATCHES);
        int windows = settings.windows().orElse(Settings.STATISTICS_WINDOWS);
        play(batches(windows).build(), batches, progress, layers.tensors(), layers::follow);
        return new Statistics(
                "collected", layers.result(), Optional.of(ModelFingerprint.of(config, plain.stepGraph())));
    }

    /** Moments of what comes into linear layers, by the names of the layers' outputs. */
    public Map<String, Moments> moments(Set<String> layers, Progress progress) {
        // Layers may share an input.
        Map<String, String> inputs = new HashMap<>();
        layers.forEach(layer ->
                inputs.put(layer, plain.stepGraph().getVariableOutputOp(layer).argNames()[0]));
        Set<String> distinct = new HashSet<>(inputs.values());
        Map<String, MomentSum> sums = new HashMap<>();
        int batches = settings.batches().orElse(Settings.MOMENTS_BATCHES);
        int windows = settings.windows().orElse(Settings.MOMENTS_WINDOWS);
        play(alternating(windows), batches, progress, distinct, probe -> {
            while (probe.advance()) {
                for (String input : distinct) {
                    float[] x = probe.values(input);
                    sums.computeIfAbsent(input, name -> new MomentSum(x.length / windows))
                            .add(x);
                }
            }
        });
        Map<String, Moments> moments = new HashMap<>();
        inputs.forEach((layer, input) -> moments.put(layer, sums.get(input).moments()));
        return moments;
    }

    /** Plays batches, each begun from a random init ~ N(0, 1), teacher forced and without dropout. */
    private void play(
            WindowIterator batches, int count, Progress progress, Set<String> tensors, Consumer<TensorProbe> listener) {
        for (int i = 0; i < count; i++) {
            WindowArrays batch = WindowArrays.next(batches);
            float[] init = TensorProbe.randomInit(plain.config(), batch.windows(), settings.seed() + i);
            listener.accept(new TensorProbe(plain.config(), plain.stepGraph(), batch, tensors, init));
            progress.update(i + 1, count, "batches");
        }
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
