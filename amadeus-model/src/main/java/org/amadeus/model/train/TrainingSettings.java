package org.amadeus.model.train;

import java.util.Locale;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowIterator;

/**
 * What a training does, apart from how long. Together with the model, the dataset and the seed it fixes every update: a
 * run that goes on with other settings is another training from there on.
 *
 * @param batch          windows of a batch, 1 .. 4096
 * @param window         events of a window, 1 .. 100000
 * @param stride         events from one window's start to the next one's, 1 or more
 * @param learningRate   Adam's first step size, above 0, 10 at most
 * @param schedule       how it changes
 * @param controlRatio   share of the batches that are given the music's controls, 0 .. 1; the others learn without
 * @param teacherForcing share of the steps whose input is the event that was played before, 0 .. 1; that of the others is
 *                       the one that the model thought likeliest
 * @param transposing    whether each window is moved to a random key, -6 .. 5 semitones
 */
public record TrainingSettings(
        int batch,
        int window,
        int stride,
        double learningRate,
        Schedule schedule,
        double controlRatio,
        double teacherForcing,
        boolean transposing) {
    /** Those of the Python implementation. */
    public static final TrainingSettings DEFAULTS =
            new TrainingSettings(64, 200, 10, 1e-3, Schedule.CONSTANT, 1, 1, false);

    public TrainingSettings {
        require("batch size", batch, 1, 4096);
        require("window", window, 1, 100_000);
        require("stride", stride, 1, Integer.MAX_VALUE);
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learning rate is " + learningRate + ", expected above 0, 10 at most");
        }
        requireShare("control ratio", controlRatio);
        requireShare("teacher forcing ratio", teacherForcing);
    }

    // The same with another value of one component.

    public TrainingSettings withBatch(int value) {
        return new TrainingSettings(
                value, window, stride, learningRate, schedule, controlRatio, teacherForcing, transposing);
    }

    public TrainingSettings withWindow(int value) {
        return new TrainingSettings(
                batch, value, stride, learningRate, schedule, controlRatio, teacherForcing, transposing);
    }

    public TrainingSettings withStride(int value) {
        return new TrainingSettings(
                batch, window, value, learningRate, schedule, controlRatio, teacherForcing, transposing);
    }

    public TrainingSettings withLearningRate(double value) {
        return new TrainingSettings(batch, window, stride, value, schedule, controlRatio, teacherForcing, transposing);
    }

    public TrainingSettings withSchedule(Schedule value) {
        return new TrainingSettings(
                batch, window, stride, learningRate, value, controlRatio, teacherForcing, transposing);
    }

    public TrainingSettings withControlRatio(double value) {
        return new TrainingSettings(batch, window, stride, learningRate, schedule, value, teacherForcing, transposing);
    }

    public TrainingSettings withTeacherForcing(double value) {
        return new TrainingSettings(batch, window, stride, learningRate, schedule, controlRatio, value, transposing);
    }

    public TrainingSettings withTransposing(boolean value) {
        return new TrainingSettings(batch, window, stride, learningRate, schedule, controlRatio, teacherForcing, value);
    }

    /**
     * The windows of a dataset, shuffled, that these settings train on.
     *
     * @param config of the model
     * @throws DatasetException where the dataset has no piece
     */
    public WindowIterator windows(PerformanceDataset dataset, ModelConfig config) {
        return WindowIterator.over(dataset, config)
                .length(window)
                .stride(stride)
                .batch(batch)
                .transposing(transposing)
                .controlRatio(controlRatio)
                .build();
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", expected " + least
                    + (most == Integer.MAX_VALUE ? " or more" : " .. " + most));
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 0 .. 1");
        }
    }

    /** For a session's provenance. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "batch %d, window %d, stride %d, rate %s %s, controls %s, teacher forcing %s%s",
                batch,
                window,
                stride,
                learningRate,
                schedule.name().toLowerCase(Locale.ROOT),
                controlRatio,
                teacherForcing,
                transposing ? ", transposed" : "");
    }
}
