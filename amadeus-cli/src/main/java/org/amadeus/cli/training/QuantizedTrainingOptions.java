package org.amadeus.cli.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.PathConverter;
import org.amadeus.cli.option.SessionName;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.session.Session;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.RulesFile;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.training.QuantizedTraining;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options of a training that ends in few bits. */
final class QuantizedTrainingOptions {
    private static final String DEFAULTS = "train-quantize.yaml";
    /** Rounding is only where the training begins: less music than for what is left as it was rounded. */
    private static final Calibrator.Settings CALIBRATION = new Calibrator.Settings(Optional.of(8), Optional.empty(), 0);

    @Option(
            names = "--quantize",
            paramLabel = "SCHEME",
            description = "Make a small copy of SESSION, a float model, and train it in few bits: int4, int3, int2,"
                    + " or a file of rules. Then the options above are --batch-size 16, --learning-rate 0.0001,"
                    + " --schedule cosine, --warmup 20, --iterations 1500, --control-ratio 0.6, --validate-every 150,"
                    + " unless given.")
    private String scheme;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.amadeus",
            description = "With --quantize: the small copy. What learns is beside it, OUT.training.amadeus.")
    private Path output;

    @Option(
            names = "--teacher-share",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "With --quantize: how much is learned from what SESSION predicts; the rest from the music."
                    + " Default: ${DEFAULT-VALUE}.")
    private double teacherShare;

    boolean given() {
        return scheme != null;
    }

    /** The small copy; null where none is trained. */
    Path output() {
        return output;
    }

    double teacherShare() {
        return teacherShare;
    }

    void check(boolean workers) {
        if (!given() && output != null) {
            throw new UsageException("-o " + output + ": is for --quantize; without, SESSION itself is trained");
        }
        if (given() && output == null) {
            throw new UsageException(
                    "--quantize leaves SESSION as it is: say where the small copy goes, -o OUT.amadeus");
        }
        if (given() && !Schemes.names().contains(scheme) && Files.notExists(PathConverter.path("--quantize", scheme))) {
            throw new UsageException("--quantize is " + scheme + ", expected " + Schemes.INT4 + ", " + Schemes.INT3
                    + ", " + Schemes.INT2 + ", or a file of rules");
        }
        if (given() && workers) {
            throw new UsageException("--quantize trains on this machine alone: leave out --master");
        }
        if (!(teacherShare >= 0 && teacherShare <= 1)) {
            throw new UsageException("--teacher-share is " + teacherShare + ", expected 0 .. 1");
        }
    }

    /** Opens the files of the training, or makes them. */
    QuantizedTraining open(Path file, PerformanceDataset dataset, long seed) throws IOException {
        Session teacher = SessionName.load(file);
        if (!teacher.isPlain()) {
            throw new QuantizationException(
                    file + ": is quantized already, expected a float session. " + CalledAs.name() + " convert "
                            + ShellWords.quoted(file) + " OUT.amadeus --float makes one of what it holds");
        }
        if (teacher.config().profile() != dataset.profile()) {
            throw new QuantizationException(
                    file + ": is of the " + teacher.config().profile().id() + " profile, the dataset of the "
                            + dataset.profile().id() + " profile. Make it anew with preprocess --profile "
                            + teacher.config().profile().id());
        }
        Calibrator calibrator = new Calibrator(teacher, dataset, CALIBRATION);
        try (ProgressBar progress = ProgressBar.on("calibrating")) {
            return QuantizedTraining.open(teacher, rules(), output, calibrator, seed, progress);
        }
    }

    private Rules rules() throws IOException {
        if (Schemes.names().contains(scheme)) {
            return Schemes.of(scheme);
        }
        Path rules = PathConverter.path("--quantize", scheme);
        List<Rule> read = RulesFile.read(rules);
        return new Rules(rules.getFileName().toString(), List.of()).after(read);
    }

    /**
     * A recipe of what such a training does, those of another recipe's values in place of its own.
     *
     * @param given what was typed
     */
    static TrainingRecipe recipe(Optional<TrainingRecipe> other, ParseResult given) {
        try (InputStream in = QuantizedTrainingOptions.class.getResourceAsStream(DEFAULTS)) {
            TrainingRecipe defaults =
                    TrainingRecipe.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), DEFAULTS, DEFAULTS);
            Map<String, String> values = new LinkedHashMap<>(defaults.values());
            other.ifPresent(recipe -> values.putAll(recipe.values()));
            boolean timed = given.hasMatchedOption("--minutes")
                    || other.map(recipe -> recipe.values().containsKey("minutes"))
                            .orElse(false);
            if (timed
                    && other.map(recipe -> !recipe.values().containsKey("iterations"))
                            .orElse(true)) {
                values.remove("iterations");
            }
            return new TrainingRecipe(
                    other.map(TrainingRecipe::source).orElse(defaults.source()),
                    other.map(TrainingRecipe::name).orElse(defaults.name()),
                    values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
