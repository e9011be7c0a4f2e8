package org.amadeus.cli.quantization;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Companions;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.Outputs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Printable;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.quantize.Quantized;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.ui.picture.ReportPictures;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what a quantized session is compared on with the float one, and the comparison itself. */
final class ReportOptions {
    private static final int WORST_SHOWN = 3;

    @Option(
            names = "--valid",
            paramLabel = "DIR",
            description = "Another dataset to compare on. Default: what -d held out.")
    private Path valid;

    @Option(names = "--sensitivity", description = "Measure what each layer costs where it alone is quantized.")
    private boolean sensitivity;

    @Option(names = "--drift", description = "Let both models play on for minutes and compare what they play.")
    private boolean drift;

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

    /** What to compare on in place of what the dataset held out; null for that. */
    Path valid() {
        return valid;
    }

    /** Whether steps are to be timed. */
    boolean times() {
        return !noTimes;
    }

    /** As many windows of a dataset as were asked for. */
    HeldOut heldOut(PerformanceDataset music) {
        return new HeldOut(music.heldOut(), HeldOut.LENGTH, windows);
    }

    /**
     * @param output  where the quantized session goes; null for nowhere
     * @param dataset what it is calibrated on; null for nothing
     * @throws UsageException where an option's value can't be used, or it does nothing
     */
    void check(CommandSpec spec, Path output, Path dataset) {
        if (sensitivity && (output == null || dataset == null && valid == null)) {
            throw new UsageException(
                    "--sensitivity is measured of a quantized session on music: give -o OUT.amadeus and -d"
                            + " DATASET");
        }
        if (drift && output == null) {
            throw new UsageException("--drift is measured of a quantized session: give -o OUT.amadeus");
        }
        if (report != null && output == null) {
            throw new UsageException("--report is about a quantized session: say where to write it with -o");
        }
        UsageException.require("--windows", windows, 1, 1_000_000);
        if (!(mostRatio > 0)) {
            throw new UsageException("--max-ppl-ratio is " + mostRatio + ", expected above 0, such as 1.005");
        }
        for (String option : List.of("--windows", "--max-ppl-ratio")) {
            Companions.require(spec, option, "--dataset", "--valid");
        }
    }

    /** @param inputs what the report must not be written over; null for none */
    void checkFile(Path... inputs) throws IOException {
        if (report != null) {
            Endings.require("--report", report, "a report as JSON", ".json");
            Outputs.requireOther("--report", report, inputs);
            Outputs.requireWritable("--report", report);
        }
    }

    /** Compares. The layers that hurt most are looked for where it was asked for, and where the two are too different. */
    QuantizationReport measure(Reporter reporter, Quantized made, Optional<Calibrator> calibrator) {
        QuantizationReport measured;
        try (ProgressBar progress = ProgressBar.on("comparing")) {
            measured = reporter.measure(times(), progress);
        }
        measured.origin().madeBy(made.rules(), made.calibration(), calibrator);
        if (isTooDifferent(measured) || sensitivity) {
            try (ProgressBar progress = ProgressBar.on("looking for the worst layers")) {
                measured = measured.with(reporter.worstLayers(made.calibration(), progress));
            }
        }
        if (drift) {
            try (ProgressBar progress = ProgressBar.on("playing")) {
                measured = measured.with(reporter.drift(Drift.EVENTS, progress));
            }
        }
        return measured;
    }

    private boolean isTooDifferent(QuantizationReport measured) {
        return measured.worstRatio() > mostRatio;
    }

    /** Writes the report to its file, where one was named, and says so. */
    void write(Reporter reporter, QuantizationReport measured, PrintWriter out) throws IOException {
        if (report != null) {
            byte[] json = measured.toJson();
            AtomicFile.write(report, stream -> stream.write(json));
            List<Path> pictures = new ReportPictures(reporter, measured).writeBeside(report);
            out.println("wrote " + Printable.escape(report)
                    + pictures.stream().map(Printable::escape).collect(Collectors.joining(", ", ", ", "")));
        }
    }

    /** @throws QuantizationException where the perplexity has grown by too much, naming the layers that hurt most */
    void requireLike(QuantizationReport measured, Path output) {
        if (!isTooDifferent(measured)) {
            return;
        }
        String worst = measured.worst().stream()
                .limit(WORST_SHOWN)
                .map(cost -> String.format(Locale.ROOT, "%s (alone %.5f)", cost.layer(), cost.ratio()))
                .collect(Collectors.joining(", "));
        throw new QuantizationException(String.format(
                Locale.ROOT,
                "%s: the perplexity ratio is %.5f, above --max-ppl-ratio %s. These layers hurt most: %s. --rules can keep"
                        + " them in float.",
                output,
                measured.worstRatio(),
                mostRatio,
                worst));
    }
}
