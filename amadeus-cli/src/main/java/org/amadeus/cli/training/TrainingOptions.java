package org.amadeus.cli.training;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.cli.error.UsageException;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.OptimizerSettings;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import picocli.CommandLine.Option;

/** How to train, and how long. */
final class TrainingOptions {
    private static final Pattern RANGE = Pattern.compile("(?<low>-?\\d{1,3})(\\.\\.(?<high>-?\\d{1,3}))?");

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("batch size", "--batch-size"),
            Map.entry("number of parts of a batch", "--accumulate"),
            Map.entry("learning rate", "--learning-rate"),
            Map.entry("warm-up", "--warmup"),
            Map.entry("weight decay", "--weight-decay"),
            Map.entry("window", "--window-size"),
            Map.entry("stride", "--stride-size"),
            Map.entry("control ratio", "--control-ratio"),
            Map.entry("teacher forcing ratio", "--teacher-forcing-ratio"),
            Map.entry("number of local steps", "--local-steps"),
            Map.entry("transposition", "--transpose"),
            Map.entry("tempo", "--tempo"),
            Map.entry("velocity shift", "--velocity-shift"));

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
            names = "--accumulate",
            paramLabel = "N",
            defaultValue = "1",
            description = "Compute a batch in N parts, one after the other: the same result of less memory."
                    + " Default: ${DEFAULT-VALUE}.")
    private int parts;

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
            description = "constant, or cosine: the rate falls until --iterations, or else --minutes, are over (by the"
                    + " clock, so that going on is exact by --iterations only)."
                    + " Default: ${DEFAULT-VALUE}.")
    private Schedule schedule;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "0",
            description = "Take smaller steps in Adam's first N iterations: the n-th n/N of the rate."
                    + " Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--weight-decay",
            paramLabel = "DECAY",
            defaultValue = "0",
            description = "Take so much, times the rate, off all parameters in each iteration (AdamW)."
                    + " Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = {"-w", "--window-size"},
            paramLabel = "EVENTS",
            split = ",",
            defaultValue = "200",
            description = "Events of a window; of several lengths, as 128,512, batches have each in turn."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Integer> windows;

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
            names = "--local-steps",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --master: let each worker make N iterations by itself, then average (local SGD)."
                    + " Default: ${DEFAULT-VALUE}, averaging gradients.")
    private int localSteps;

    @Option(
            names = {"-t", "--transpose", "--transposition", "--enable-transposition"},
            paramLabel = "RANGE",
            arity = "0..1",
            defaultValue = "0",
            fallbackValue = "-6..5",
            description = "Move each window to a random key: 5 is -5..5 semitones; without a RANGE -6..5."
                    + " Default: ${DEFAULT-VALUE}.")
    private String transpose;

    @Option(
            names = "--tempo",
            paramLabel = "FACTORS",
            split = ",",
            defaultValue = "1",
            description = "Play each window so many times as fast, one drawn of these: 0.9,1,1.1."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Double> tempos;

    @Option(
            names = "--velocity-shift",
            paramLabel = "N",
            defaultValue = "0",
            description = "Play each window up to N of 32 velocity bins louder or softer. Default: ${DEFAULT-VALUE}.")
    private int velocityShift;

    @Option(
            names = {"-p", "--model-params"},
            paramLabel = "SIZES",
            description = "Sizes of a new model, as shown below. Default: hidden_dim 512, gru_layers 3,"
                    + " init_dim 32, gru_dropout 0.3, cell gru. Of an old one gru_dropout may be changed.")
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

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "What everything random is drawn from. Default: the session's own; for a new one any, shown.")
    private Long seed;

    OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    TrainingSettings settings() {
        if (schedule == Schedule.COSINE && iterations == null && minutes == null) {
            throw new UsageException("--schedule cosine needs to know the end: add --iterations or --minutes");
        }
        if (batch > 0 && parts > batch) {
            throw new UsageException("--accumulate is " + parts + ", expected at most --batch-size, which is " + batch);
        }
        try {
            return new TrainingSettings(
                    batch,
                    parts,
                    windows,
                    stride,
                    new OptimizerSettings(learningRate, schedule, warmup, weightDecay),
                    controlRatio,
                    teacherForcing,
                    localSteps,
                    keys().withTempos(tempos).withVelocityShift(velocityShift));
        } catch (IllegalArgumentException e) {
            throw UsageException.of(e, SETTINGS);
        }
    }

    /** N, for -N .. N, or LOW..HIGH. */
    private Augmentation keys() {
        Matcher range = RANGE.matcher(transpose);
        if (!range.matches()) {
            throw new UsageException("--transpose is \"" + transpose
                    + "\", expected semitones, 0 .. 5 for as many up and down, or a range as -6..5");
        }
        boolean both = range.group("high") != null;
        int first = Integer.parseInt(range.group("low"));
        return both
                ? Augmentation.NONE.withKeys(first, Integer.parseInt(range.group("high")))
                : Augmentation.NONE.withKeys(-first, first);
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
