package org.amadeus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.report.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizationException;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rewrite.Rules;
import org.amadeus.quant.rewrite.Schemes;
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
            "  amadeus quantize -s my.amadeus -d dataset -q stats.yaml",
            "      collect statistics, no more",
            "  amadeus quantize -s my.sess -o my.amadeus -q stats.yaml --scheme distiller",
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
final class QuantizeCommand implements Callable<Integer> {
    private static final int WORST_SHOWN = 3;

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

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "128",
            description = "About how many held-out windows to compare on. Default: ${DEFAULT-VALUE}.")
    private int windows;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Write the report as JSON, with pictures of the histograms beside it.")
    private Path report;

    @Option(
            names = "--max-ppl-ratio",
            paramLabel = "RATIO",
            defaultValue = "1.005",
            description = "The most that the perplexity may grow by. Default: ${DEFAULT-VALUE}.")
    private double mostRatio;

    @Option(names = "--no-times", description = "Do not time steps, which takes ten seconds.")
    private boolean noTimes;

    @Mixin
    private StepThreads threads;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        int cores = threads.number();
        Rules rules = schemes.rules(Schemes.WEIGHT_ONLY);
        Session plain = SessionName.load(session);
        if (!plain.isPlain()) {
            throw new QuantizationException(session
                    + ": is quantized already, expected the float session that it was made from. amadeus convert "
                    + ShellWords.quoted(session) + " OUT.amadeus --float makes one of what it holds");
        }
        rules.requireUsed(plain.stepGraph());
        Optional<PerformanceDataset> music = openDataset(plain);
        if (output == null) {
            calibration.collect(plain, music.orElseThrow(), out());
            // Two models are compared on held-out music, where there is any.
            String compared = music.orElseThrow().hasHeldOut() ? " -d " + ShellWords.quoted(dataset) : "";
            out().println("Next: " + CalledAs.name() + " quantize -s " + ShellWords.quoted(session) + " -q "
                    + ShellWords.quoted(calibration.file()) + " -o small.amadeus" + compared + " --scheme "
                    + Schemes.DISTILLER);
            return 0;
        }
        Calibration known = calibration.calibrate(
                plain, rules, music, out(), spec.commandLine().getErr());
        Session quantized = QuantizedSession.of(plain, rules, known);
        SessionFiles.save(quantized, output, WeightFormat.FLOAT32);
        Reporter reporter = new Reporter(
                session.toString(),
                plain,
                output.toString(),
                SessionFiles.load(output),
                music.map(held -> new HeldOut(held.heldOut(), HeldOut.LENGTH, windows)),
                cores);
        QuantizationReport measured;
        try (ProgressBar progress = ProgressBar.on("comparing")) {
            measured = reporter.measure(!noTimes, progress);
        }
        boolean failed = measured.worstRatio() > mostRatio;
        if (failed) {
            try (ProgressBar progress = ProgressBar.on("looking for the worst layers")) {
                measured = measured.with(reporter.worstLayers(known, progress));
            }
        }
        out().print(ReportText.of(measured));
        write(reporter, measured);
        if (failed) {
            throw tooDifferent(measured);
        }
        out().println(
                        music.isEmpty()
                                ? "Next: compare the two on music, with -d DATASET; or play: " + CalledAs.name()
                                        + " generate -s " + ShellWords.quoted(output)
                                : "Next: " + CalledAs.name() + " generate -s " + ShellWords.quoted(output));
        return 0;
    }

    private void checkOptions() {
        if (output == null && calibration.file() == null) {
            throw new UsageException("nothing to write: give -o OUT.amadeus to quantize, or -q STATS.yaml and -d"
                    + " DATASET to collect statistics");
        }
        if (output == null && dataset == null) {
            throw new UsageException(
                    "statistics are collected from music: give -d DATASET, as amadeus preprocess makes it");
        }
        if (output != null && output.toString().toLowerCase(Locale.ROOT).endsWith(".sess")) {
            throw new UsageException("-o " + output + ": a .sess holds float32 only, name it .amadeus");
        }
        if (output == null && report != null) {
            throw new UsageException("--report is about a quantized session: say where to write it with -o");
        }
        calibration.check();
        UsageException.require("--windows", windows, 1, 1_000_000);
        if (!(mostRatio > 0)) {
            throw new UsageException("--max-ppl-ratio is " + mostRatio + ", expected above 0, such as 1.005");
        }
    }

    private Optional<PerformanceDataset> openDataset(Session plain) throws IOException {
        if (dataset == null) {
            return Optional.empty();
        }
        PerformanceDataset music = PerformanceDataset.open(dataset);
        if (music.profile() != plain.config().profile()) {
            throw new QuantizationException(dataset + ": has the "
                    + music.profile().id() + " profile, " + session
                    + " was trained on " + plain.config().profile().id() + ". Make one with preprocess --profile "
                    + plain.config().profile().id()
                    + ". A session that lost its profile on the way through Python gets it back by amadeus convert"
                    + " --profile");
        }
        return Optional.of(music);
    }

    private void write(Reporter reporter, QuantizationReport measured) throws IOException {
        out().println();
        out().println("wrote " + Printable.escape(output));
        if (report != null) {
            byte[] json = measured.toJson();
            AtomicFile.write(report, stream -> stream.write(json));
            List<Path> pictures = reporter.pictures().writeBeside(report);
            out().println("wrote " + Printable.escape(report)
                    + pictures.stream().map(Printable::escape).collect(Collectors.joining(", ", ", ", "")));
        }
    }

    private QuantizationException tooDifferent(QuantizationReport measured) {
        String worst = measured.worst().stream()
                .limit(WORST_SHOWN)
                .map(cost -> String.format(Locale.ROOT, "%s (alone %.5f)", cost.layer(), cost.ratio()))
                .collect(Collectors.joining(", "));
        return new QuantizationException(String.format(
                Locale.ROOT,
                "%s: the perplexity ratio is %.5f, above --max-ppl-ratio %s. These layers hurt most: %s. --rules can keep"
                        + " them in float.",
                output,
                measured.worstRatio(),
                mostRatio,
                worst));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
