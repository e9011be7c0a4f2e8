package org.amadeus.model.train;

import java.util.Locale;

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
 * @param teacherForcing share of the steps that are told the event that was played before, 0 .. 1; the others are told
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
