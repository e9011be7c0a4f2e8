package org.amadeus.quant.teach;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.model.train.OptimizerSettings;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;

/**
 * How a model is taught.
 *
 * @param training  what an update does; its batch has windows of both kinds of music
 * @param rehearsed windows of a batch that are of what the model played before, 1 .. batch - 1
 * @param rehearsal events of each piece that it plays before, at least a window
 * @param limits    when it ends, and how often it is judged
 * @param seed      what everything random is drawn from
 */
public record TeachingSettings(
        TrainingSettings training, int rehearsed, int rehearsal, TrainingLimits limits, long seed) {
    private static final int BATCH = 16;
    private static final int WINDOW = 200;
    private static final int STRIDE = 10;
    private static final int REHEARSED = 4;
    private static final int REHEARSAL = 1600;
    private static final int VALIDATE_EVERY = 25;
    private static final int PATIENCE = 6;
    private static final double RATE = 1e-5;
    private static final int WARMUP = 20;
    private static final double DECAY = 0.02;
    private static final double CONTROLS = 0.7;
    private static final Augmentation VARIATIONS =
            Augmentation.ALL_KEYS.withTempos(List.of(0.95, 1.0, 1.05)).withVelocityShift(2);
    /** Sessions are kept when they are better, and not in between. */
    private static final Duration NEVER = Duration.ofDays(365);

    public TeachingSettings {
        if (rehearsed < 1 || rehearsed >= training.batch()) {
            throw new IllegalArgumentException(
                    rehearsed + " windows of " + training.batch() + " are rehearsed, expected 1 or more, and not all");
        }
        if (rehearsal < training.longestWindow()) {
            throw new IllegalArgumentException(
                    "pieces of " + rehearsal + " events, expected " + training.longestWindow() + " or more");
        }
    }

    /**
     * Gentle ones: a small rate that rises in the first iterations and falls along a cosine, the variations that the bundled model was
     * trained with, the end after six validations without a better one.
     *
     * @param end of time, or updates: the latter gives the same model however long they take
     */
    public static TeachingSettings gentle(TrainingLimits end, long seed) {
        OptimizerSettings optimizer = OptimizerSettings.DEFAULTS
                .withLearningRate(RATE)
                .withSchedule(Schedule.COSINE)
                .withWarmup(WARMUP)
                .withWeightDecay(DECAY);
        TrainingSettings training =
                new TrainingSettings(BATCH, 1, List.of(WINDOW), STRIDE, optimizer, CONTROLS, 1, 1, VARIATIONS);
        TrainingLimits limits =
                new TrainingLimits(end.iterations(), end.time(), OptionalInt.of(PATIENCE), NEVER, VALIDATE_EVERY);
        return new TeachingSettings(training, REHEARSED, REHEARSAL, limits, seed);
    }
}
