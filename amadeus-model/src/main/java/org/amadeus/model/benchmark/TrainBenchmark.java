package org.amadeus.model.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.Learner;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Times one training iteration on a batch that stays the same: forward, backward, clipping and Adam, teacher forced, the
 * whole window at once, dropout included. What a trainer prepares on another thread, the windows, is made before.
 */
public final class TrainBenchmark {
    /** Events of a window. */
    public static final int STEPS = 200;

    private TrainBenchmark() {}

    /**
     * Times an iteration of a fresh model.
     *
     * @param windows of a batch, 1 or more
     * @param threads of the native libraries, or of each worker, for the record: {@code NativeThreads} sets them
     * @param workers who compute the gradient, if others do; the way there and back is counted
     */
    public static Measurement iteration(
            ModelConfig config, int windows, int threads, Optional<GradientSource> workers) {
        MultiDataSet batch = batch(config, windows);
        Learner learner = new Learner(Parameters.initial(config, 0), Optional.empty(), 0, SequenceKernels.FASTEST);
        GraphListeners none = new GraphListeners(learner.graph(), List.of());
        IterationDraws draws = new IterationDraws(0, 0);
        String variant = workers.isPresent()
                ? "fp32 on workers"
                : "fp32 " + SequenceKernels.fastest().label();
        return Measurement.of("train", variant, windows, threads, 1, 0.001, () -> workers.map(
                        source -> learner.learn(source, batch, draws, 1, 1e-3))
                .orElseGet(() -> learner.learn(batch, 1, draws, 1, 1e-3, none)));
    }

    private static MultiDataSet batch(ModelConfig config, int windows) {
        Random random = new Random(0);
        int count = STEPS * windows;
        int[] events = random.ints(count, 0, config.eventDim()).toArray();
        float[] conditions = new float[count * config.conditionDim()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = random.nextFloat();
        }
        float[] init = new float[windows * config.initDim()];
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        return WindowArrays.of(windows, events, conditions, init).toDataSet(config);
    }
}
