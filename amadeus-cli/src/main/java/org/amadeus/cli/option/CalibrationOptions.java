package org.amadeus.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.Session;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.Calibrator.Settings;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.StatisticsFile;
import picocli.CommandLine.Option;

/** The options that say what a model is calibrated on, and the calibration itself. */
public final class CalibrationOptions {
    @Option(
            names = {"-q", "--statistics"},
            paramLabel = "STATS",
            description = "Statistics of activations. Collected and written, or with -o read where the file exists.")
    private Path file;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "Batches to calibrate on. Default: " + Settings.STATISTICS_BATCHES + " for statistics, "
                    + Settings.MOMENTS_BATCHES + " for weights of few bits.")
    private Integer batches;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Windows of 200 events in each. Default: " + Settings.STATISTICS_WINDOWS + " for statistics, "
                    + Settings.MOMENTS_WINDOWS + " for weights of few bits.")
    private Integer batchSize;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Which music is calibrated on. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Where statistics are, or are to be; null for nowhere. */
    public Path file() {
        return file;
    }

    public void check() {
        if (batches != null) {
            UsageException.require("--batches", batches, 1, 10_000);
        }
        if (batchSize != null) {
            UsageException.require("--batch-size", batchSize, 1, 1024);
        }
    }

    /** What calibrates the session on music. */
    public Calibrator calibrator(Session plain, PerformanceDataset music) {
        return new Calibrator(
                plain, music, new Settings(Optional.ofNullable(batches), Optional.ofNullable(batchSize), seed));
    }

    /**
     * Statistics, where a file was named: read where there is one, or no music to collect them from.
     *
     * @param out where to say what was read or written
     * @param err where to warn
     */
    public Optional<Statistics> statistics(
            Session plain, Optional<PerformanceDataset> music, PrintWriter out, PrintWriter err) throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        if (music.isEmpty() || Files.exists(file)) {
            Statistics read = read(file, err);
            out.println(Printable.escape(file) + ": read (without -o they are collected anew)");
            return Optional.of(read);
        }
        return Optional.of(collect(plain, music.get(), out));
    }

    /** Collects statistics and writes them to their file. */
    public Statistics collect(Session plain, PerformanceDataset music, PrintWriter out) throws IOException {
        Calibrator calibrator = calibrator(plain, music);
        Statistics collected;
        try (ProgressBar progress = ProgressBar.on("collecting statistics")) {
            collected = calibrator.statistics(progress);
        }
        StatisticsFile.write(collected, file);
        out.printf(
                Locale.ROOT,
                "%s: statistics of %s of %s%n",
                Printable.escape(file),
                Counted.of(calibrator.settings().batches().orElse(Settings.STATISTICS_BATCHES), "batch", "batches"),
                Counted.of(calibrator.settings().windows().orElse(Settings.STATISTICS_WINDOWS), "window"));
        return collected;
    }

    /** Reads a file of statistics and warns where it does not say of which model it is. */
    public static Statistics read(Path file, PrintWriter err) throws IOException {
        Statistics read = StatisticsFile.read(file);
        if (read.model().isEmpty()) {
            err.println("amadeus: warning: " + Printable.escape(file)
                    + " does not say of which model its statistics are: make sure that it is this one");
        }
        return read;
    }
}
