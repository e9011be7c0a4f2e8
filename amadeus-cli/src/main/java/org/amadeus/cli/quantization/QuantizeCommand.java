package org.amadeus.cli.quantization;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.CalibrationOptions;
import org.amadeus.cli.option.Companions;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.Outputs;
import org.amadeus.cli.option.SchemeOptions;
import org.amadeus.cli.option.SessionName;
import org.amadeus.cli.option.StepThreads;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.quantize.Quantized;
import org.amadeus.quant.quantize.Quantizer;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "quantize",
        description = {
            "Make a session four times smaller and faster.",
            "A report shows by numbers that it plays the same."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus quantize -s my.amadeus -o small.amadeus -d dataset",
            "      int8 weights, compared on held-out music",
            "  amadeus quantize -s my.amadeus -o tiny.amadeus -d dataset --scheme int4",
            "      int4 weights in the GRU, a sixth of the size",
            "  amadeus quantize -s my.amadeus -o small.amadeus -d dataset --target-size 2.5MB",
            "      as many bits for each layer as it needs most",
            "  amadeus quantize -s my.amadeus -d dataset --compare",
            "      a table of all schemes: size, fidelity, speed",
            "  amadeus quantize -s my.amadeus -d dataset -q stats.yaml",
            "      collect statistics, no more",
            "  amadeus quantize -s my.sess -o small.amadeus -q stats.yaml --scheme distiller",
            "      int8 activations too, with ranges from those statistics",
            "  amadeus quantize -s my.amadeus -o small.amadeus -d dataset --rules keep.yaml",
            "",
            "A file of rules, which keeps the output layer in float:",
            "  version: 1",
            "  rules:",
            "    - {name: \"output_fc\", treatment: float32}",
            "",
            "Exit code 1 where the perplexity grows by more than --max-ppl-ratio; the layers",
            "that hurt most are named."
        })
public final class QuantizeCommand implements Callable<Integer> {
    private static final List<String> CALIBRATING = List.of("--batches", "--batch-size", "--seed");

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-s", "--session"},
            required = true,
            paramLabel = "FILE",
            description = "The float model, .amadeus or .sess. (The bundled model is quantized already: amadeus convert"
                    + " bundled OUT.amadeus --float.)")
    private Path session;

    @Option(
            names = {"-d", "--dataset"},
            paramLabel = "DIR",
            description = "What preprocess made: it is calibrated on its training part and compared on what was "
                    + "held out. Default: neither.")
    private Path dataset;

    @Mixin
    private CalibrationOptions calibration;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.amadeus",
            description = "The quantized session. Default: none, only statistics are collected.")
    private Path output;

    @Mixin
    private SchemeOptions schemes;

    @Mixin
    private TargetOptions target;

    @Option(names = "--compare", description = "Print a table of all schemes, and write no session.")
    private boolean compare;

    @Mixin
    private ReportOptions reporting;

    @Mixin
    private StepThreads threads;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        for (String option : CALIBRATING) {
            Companions.require(spec, option, "--dataset");
        }
        checkFiles();
        int cores = threads.number();
        Rules rules = schemes.rules(Schemes.WEIGHT_ONLY);
        Session plain = SessionName.load(session);
        if (!plain.isPlain()) {
            throw new QuantizationException(session
                    + ": is quantized already, expected the float session that it was made from. "
                    + CalledAs.name() + " convert " + ShellWords.quoted(session)
                    + " OUT.amadeus --float makes one of what it holds");
        }
        rules.requireUsed(plain.stepGraph());
        requireCalibrated(rules, plain);
        Optional<PerformanceDataset> music = openDataset(plain, dataset);
        if (output == null && !compare) {
            collect(plain, music.orElseThrow());
            return 0;
        }
        Optional<Calibrator> calibrator = music.map(played -> calibration.calibrator(plain, played));
        Quantizer quantizer = new Quantizer(plain, calibrator, cores);
        Optional<HeldOut> judged =
                (reporting.valid() == null ? music : openDataset(plain, reporting.valid())).map(reporting::heldOut);
        if (compare) {
            try (ProgressBar progress = ProgressBar.on("comparing schemes")) {
                SchemeTable.print(
                        quantizer.compare(judged.orElseThrow(), reporting.times(), progress),
                        judged.orElseThrow(),
                        out());
            }
            return 0;
        }
        Quantized made = quantized(quantizer, plain, rules, music);
        SessionFiles.save(made.session(), output, WeightFormat.FLOAT32);
        Reporter reporter =
                new Reporter(session.toString(), plain, output.toString(), SessionFiles.load(output), judged, cores);
        QuantizationReport measured = reporting.measure(reporter, made, calibrator);
        SchemeTable.printChoices(made.choices(), out());
        out().print(ReportText.of(measured));
        out().println();
        out().println("wrote " + Printable.escape(output));
        reporting.write(reporter, measured, out());
        reporting.requireLike(measured, output);
        out().println(
                        judged.isEmpty()
                                ? "Next: compare the two on music, with -d DATASET; or play: " + CalledAs.name()
                                        + " generate -s " + ShellWords.quoted(output)
                                : "Next: " + CalledAs.name() + " generate -s " + ShellWords.quoted(output));
        return 0;
    }

    private void requireCalibrated(Rules rules, Session plain) {
        boolean calibrated = compare
                || target.given()
                || calibration.file() != null
                || !rules.layersThatNeedMoments(plain.stepGraph()).isEmpty();
        for (String option : CALIBRATING) {
            if (!calibrated && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UsageException(option + " is about the music that few bits and statistics are calibrated on,"
                        + " which nothing here is: leave it out, or choose another --scheme");
            }
        }
    }

    private Quantized quantized(Quantizer quantizer, Session plain, Rules rules, Optional<PerformanceDataset> music)
            throws IOException {
        OptionalLong bytes = target.bytes(quantizer);
        if (bytes.isPresent()) {
            try (ProgressBar progress = ProgressBar.on("measuring layers")) {
                return quantizer.toSize(bytes.getAsLong(), progress);
            }
        }
        if (!rules.layersThatNeedMoments(plain.stepGraph()).isEmpty() && music.isEmpty()) {
            throw new UsageException(
                    "weights of few bits are rounded by music: give -d DATASET, as amadeus preprocess makes it");
        }
        Optional<Statistics> statistics =
                calibration.statistics(plain, music, out(), spec.commandLine().getErr());
        try (ProgressBar progress = ProgressBar.on("calibrating")) {
            return quantizer.byRules(rules, statistics, progress);
        }
    }

    private void collect(Session plain, PerformanceDataset music) throws IOException {
        calibration.collect(plain, music, out());
        // Two models are compared on held-out music, where there is any.
        String compared = music.hasHeldOut() ? " -d " + ShellWords.quoted(dataset) : "";
        out().println("Next: " + CalledAs.name() + " quantize -s " + ShellWords.quoted(session) + " -q "
                + ShellWords.quoted(calibration.file()) + " -o small.amadeus" + compared + " --scheme "
                + Schemes.DISTILLER);
    }

    private void checkFiles() throws IOException {
        Path statistics = calibration.file();
        if (output != null) {
            Endings.require("-o", output, "a session", ".amadeus");
            Outputs.requireOther("-o", output, session, statistics, schemes.file());
            Outputs.requireWritable("-o", output);
        }
        if (statistics != null) {
            Endings.require("-q", statistics, "a file of statistics", ".yaml", ".yml");
            Outputs.requireOther("-q", statistics, session);
        }
        reporting.checkFile(session, statistics, schemes.file());
    }

    private void checkOptions() {
        target.check();
        if (target.given() && (schemes.given() || calibration.file() != null)) {
            throw new UsageException(TargetOptions.ALONE);
        }
        if (target.given() && dataset == null) {
            throw new UsageException(
                    "each layer's harm is measured on music: give -d DATASET, as amadeus preprocess" + " makes it");
        }
        if (compare && (output != null || target.given() || schemes.given() || calibration.file() != null)) {
            throw new UsageException(
                    "--compare tries all schemes and writes nothing: leave out -o, -q, --scheme, --rules,"
                            + " --gates and the targets");
        }
        if (compare && dataset == null) {
            throw new UsageException("schemes are compared on music: give -d DATASET, as amadeus preprocess makes it");
        }
        reporting.check(spec, output, dataset);
        if (output == null && !compare && calibration.file() == null) {
            throw new UsageException("nothing to write: give -o OUT.amadeus to quantize, or -q STATS.yaml and -d"
                    + " DATASET to collect statistics");
        }
        if (output == null && !compare && dataset == null) {
            throw new UsageException(
                    "statistics are collected from music: give -d DATASET, as amadeus preprocess makes it");
        }
        if (output != null && output.toString().toLowerCase(Locale.ROOT).endsWith(".sess")) {
            throw new UsageException("-o " + output + ": a .sess holds float32 only, name it .amadeus");
        }
        calibration.check();
    }

    private Optional<PerformanceDataset> openDataset(Session plain, Path folder) throws IOException {
        if (folder == null) {
            return Optional.empty();
        }
        PerformanceDataset music = PerformanceDataset.open(folder);
        if (music.profile() != plain.config().profile()) {
            throw new QuantizationException(folder + ": has the "
                    + music.profile().id() + " profile, " + session
                    + " was trained on " + plain.config().profile().id() + ". Make one with preprocess --profile "
                    + plain.config().profile().id()
                    + ". A session that lost its profile on the way through Python gets it back by amadeus convert"
                    + " --profile");
        }
        return Optional.of(music);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
