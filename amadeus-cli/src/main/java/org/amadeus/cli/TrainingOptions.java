package org.amadeus.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import picocli.CommandLine.Option;

/** How to train, and how long. */
final class TrainingOptions {
    @Option(
            names = {"-i", "--saving-interval"},
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Save the session every so many seconds. Default: ${DEFAULT-VALUE}.")
    private double savingInterval;

    @Option(
            names = {"-b", "--batch-size"},
            paramLabel = "N",
            defaultValue = "64",
            description = "Windows of a batch. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = {"-l", "--learning-rate"},
            paramLabel = "RATE",
            defaultValue = "0.001",
            description = "Adam's step size. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            defaultValue = "constant",
            description = "constant, or cosine: the rate falls until --iterations, or else --minutes, are over."
                    + " Default: ${DEFAULT-VALUE}.")
    private Schedule schedule;

    @Option(
            names = {"-w", "--window-size"},
            paramLabel = "EVENTS",
            defaultValue = "200",
            description = "Events of a window. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = {"-S", "--stride-size"},
            paramLabel = "EVENTS",
            defaultValue = "10",
            description = "Events from one window's start to the next one's. Default: ${DEFAULT-VALUE}.")
    private int stride;

    @Option(
            names = {"-c", "--control-ratio"},
            paramLabel = "SHARE",
            defaultValue = "1.0",
            description = "Share of the batches that are given the music's controls. Default: ${DEFAULT-VALUE}.")
    private double controlRatio;

    @Option(
            names = {"-T", "--teacher-forcing-ratio"},
            paramLabel = "SHARE",
            defaultValue = "1.0",
            description = "Share of the steps whose input is the event played before, not the model's own choice."
                    + " Default: ${DEFAULT-VALUE}.")
    private double teacherForcing;

    @Option(
            names = {"-t", "--transposition", "--enable-transposition"},
            description = "Move each window to a random key, -6 .. 5 semitones.")
    private boolean transposing;

    @Option(
            names = {"-p", "--model-params"},
            paramLabel = "SIZES",
            description = "Sizes of a new model, as shown below. Default: hidden_dim 512, gru_layers 3,"
                    + " init_dim 32, gru_dropout 0.3, cell gru.")
    private String sizes;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "End when the session has so many iterations, earlier runs included.")
    private Long iterations;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "End this run after so many minutes; with a cosine along them, after what a run that was stopped"
                            + " left of them.")
    private Double minutes;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "End after N validations in a row without a new best one.")
    private Integer patience;

    @Option(
            names = "--validate-every",
            paramLabel = "N",
            defaultValue = "" + TrainingLimits.VALIDATE_EVERY,
            description = "Validate every so many iterations. Default: ${DEFAULT-VALUE}.")
    private int validateEvery;

    TrainingSettings settings() {
        if (schedule == Schedule.COSINE && iterations == null && minutes == null) {
            throw new UsageException("--schedule cosine needs to know the end: add --iterations or --minutes");
        }
        try {
            return new TrainingSettings(
                    batch, window, stride, learningRate, schedule, controlRatio, teacherForcing, transposing);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    TrainingLimits limits() {
        requirePositive("-i", savingInterval);
        if (iterations != null) {
            requirePositive("--iterations", iterations);
        }
        if (minutes != null) {
            requirePositive("--minutes", minutes);
        }
        if (patience != null) {
            requirePositive("--patience", patience);
        }
        requirePositive("--validate-every", validateEvery);
        return new TrainingLimits(
                iterations == null ? OptionalLong.empty() : OptionalLong.of(iterations),
                Optional.ofNullable(minutes).map(m -> seconds(60 * m)),
                patience == null ? OptionalInt.empty() : OptionalInt.of(patience),
                seconds(savingInterval),
                validateEvery);
    }

    ModelSizes sizes() {
        if (sizes == null) {
            return ModelSizes.NONE;
        }
        try {
            return ModelSizes.parse(sizes);
        } catch (IllegalArgumentException e) {
            throw new UsageException("-p: " + e.getMessage());
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * Math.min(seconds, 1e9)));
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0)) {
            String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
            throw new UsageException(option + " is " + text + ", expected above 0");
        }
    }
}
