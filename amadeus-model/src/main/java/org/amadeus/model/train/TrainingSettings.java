package org.amadeus.model.train;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowIterator;

/**
 * What a training does, apart from how long. Together with the model, the dataset and the seed it fixes every update: a
 * run that goes on with other settings is another training from there on.
 *
 * @param batch          windows of a batch, 1 .. 4096
 * @param parts          how many parts a batch is computed in, one after the other, for less memory, 1 .. batch; their sizes differ by 1 at
 *                       most
 * @param windows        events of a window, 1 .. 100000: one or more lengths, which batches have in turn, in an order that is drawn
 * @param stride         events from one window's start to the next one's, 1 or more
 * @param optimizer      the step size, and what else an update does
 * @param controlRatio   share of the batches that are given the music's controls, 0 .. 1; the others learn without
 * @param teacherForcing share of the steps whose input is the event that was played before, 0 .. 1; that of the others is
 *                       the one that the model thought likeliest
 * @param localSteps     iterations that each worker makes by itself before their models are averaged, 1 .. 1024; 1 for
 *                       averaging gradients
 * @param augmentation   how windows are varied
 */
public record TrainingSettings(
        int batch,
        int parts,
        List<Integer> windows,
        int stride,
        OptimizerSettings optimizer,
        double controlRatio,
        double teacherForcing,
        int localSteps,
        Augmentation augmentation) {
    /** Those of the Python implementation. */
    public static final TrainingSettings DEFAULTS =
            new TrainingSettings(64, 1, List.of(200), 10, OptimizerSettings.DEFAULTS, 1, 1, 1, Augmentation.NONE);

    private static final int MOST_LENGTHS = 16;

    public TrainingSettings {
        require("batch size", batch, 1, 4096);
        require("number of parts of a batch", parts, 1, 4096);
        if (parts > batch) {
            throw new IllegalArgumentException(
                    "a batch of " + batch + " windows in " + parts + " parts: expected as many parts at most");
        }
        windows = List.copyOf(windows);
        require("number of window sizes", windows.size(), 1, MOST_LENGTHS);
        windows.forEach(length -> require("window", length, 1, 100_000));
        require("number of local steps", localSteps, 1, 1024);
        require("stride", stride, 1, Integer.MAX_VALUE);
        requireShare("control ratio", controlRatio);
        requireShare("teacher forcing ratio", teacherForcing);
    }

    // The same with another value of one component.

    public TrainingSettings withBatch(int value) {
        return new TrainingSettings(
                value, parts, windows, stride, optimizer, controlRatio, teacherForcing, localSteps, augmentation);
    }

    public TrainingSettings withWindow(int value) {
        return withWindows(List.of(value));
    }

    public TrainingSettings withWindows(List<Integer> value) {
        return new TrainingSettings(
                batch, parts, value, stride, optimizer, controlRatio, teacherForcing, localSteps, augmentation);
    }

    public TrainingSettings withStride(int value) {
        return new TrainingSettings(
                batch, parts, windows, value, optimizer, controlRatio, teacherForcing, localSteps, augmentation);
    }

    public TrainingSettings withOptimizer(OptimizerSettings value) {
        return new TrainingSettings(
                batch, parts, windows, stride, value, controlRatio, teacherForcing, localSteps, augmentation);
    }

    public TrainingSettings withLearningRate(double value) {
        return withOptimizer(optimizer.withLearningRate(value));
    }

    public TrainingSettings withSchedule(Schedule value) {
        return withOptimizer(optimizer.withSchedule(value));
    }

    public TrainingSettings withControlRatio(double value) {
        return new TrainingSettings(
                batch, parts, windows, stride, optimizer, value, teacherForcing, localSteps, augmentation);
    }

    public TrainingSettings withAugmentation(Augmentation value) {
        return new TrainingSettings(
                batch, parts, windows, stride, optimizer, controlRatio, teacherForcing, localSteps, value);
    }

    /** Events of the longest window. */
    public int longestWindow() {
        return Collections.max(windows);
    }

    /**
     * The windows of a dataset, shuffled, that these settings train on.
     *
     * @param config of the model
     * @throws DatasetException where the dataset has no piece
     */
    public WindowIterator windows(PerformanceDataset dataset, ModelConfig config) {
        return WindowIterator.over(dataset, config)
                .lengths(windows)
                .stride(stride)
                .batch(batch)
                .augmentation(augmentation)
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
        String varied = augmentation.summary();
        return String.format(
                Locale.ROOT,
                "batch %d%s, window %s, stride %d, %s, controls %s, teacher forcing %s%s%s",
                batch,
                parts == 1 ? "" : " in " + parts + " parts",
                windows.stream().map(String::valueOf).collect(Collectors.joining(",")),
                stride,
                optimizer.summary(),
                controlRatio,
                teacherForcing,
                localSteps == 1 ? "" : ", " + localSteps + " local steps",
                varied.isEmpty() ? "" : ", " + varied);
    }
}
