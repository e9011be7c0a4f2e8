package org.amadeus.model.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.train.update.BatchLearner;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.Learner;
import org.amadeus.model.train.update.TrainingGraph;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Times one training iteration on a batch that stays the same: forward, backward, clipping and Adam, teacher forced, the
 * whole window at once, dropout included. What a trainer prepares on another thread (windows, masks) is made before.
 */
public final class TrainBenchmark {
    /** Events of a window. */
    public static final int STEPS = 200;

    private TrainBenchmark() {}

    /**
     * Times an iteration of a fresh model.
     *
     * @param windows of a batch, 1 or more
     * @param threads of the native libraries, for the record: {@code NativeThreads} sets them
     */
    public static Measurement iteration(ModelConfig config, int windows, int threads) {
        Map<String, INDArray> inputs = TrainingGraph.inputs(config, batch(config, windows), 0);
        Learner learner =
                new Learner(Parameters.initial(config, 0), Optional.empty(), 0, false, SequenceKernels.FASTEST);
        String variant = "fp32 " + SequenceKernels.fastest().label();
        return Measurement.of("train", variant, windows, threads, 1, 0.001, () -> learner.learn(inputs, 1e-3));
    }

    /**
     * Likewise, where workers compute the gradient; their masks, and the way there and back, are counted.
     *
     * @param threads of a worker, for the record
     */
    public static Measurement iteration(ModelConfig config, int windows, int threads, GradientSource workers) {
        MultiDataSet batch = batch(config, windows);
        Learner learner =
                new Learner(Parameters.initial(config, 0), Optional.empty(), 0, false, SequenceKernels.FASTEST);
        BatchLearner batches = new BatchLearner(
                learner, 1, 1, new GraphListeners(learner.graph(), List.of()), Optional.of(workers), Optional.empty());
        IterationDraws draws = new IterationDraws(0, 0);
        return Measurement.of(
                "train", "fp32 on workers", windows, threads, 1, 0.001, () -> batches.learn(batch, draws, 1e-3));
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
