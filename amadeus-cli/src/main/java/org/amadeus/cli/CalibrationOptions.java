package org.amadeus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.Session;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.Rules;
import org.amadeus.quant.statistics.CalibrationBatches;
import org.amadeus.quant.statistics.InputMoments;
import org.amadeus.quant.statistics.MomentsCollector;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.StatisticsCollector;
import org.amadeus.quant.statistics.StatisticsFile;
import picocli.CommandLine.Option;

/** The options that say what a model is calibrated on, and the calibration itself. */
final class CalibrationOptions {
    /** As the reference has it. */
    private static final int STATISTICS_BATCHES = 10;

    private static final int STATISTICS_WINDOWS = 8;
    /** Second moments of 512 values need more samples than ranges do. */
    private static final int MOMENTS_BATCHES = 20;

    private static final int MOMENTS_WINDOWS = 64;

    @Option(
            names = {"-q", "--statistics"},
            paramLabel = "STATS",
            description = "Statistics of activations. Collected and written, or with -o read where the file exists.")
    private Path file;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "Batches to calibrate on. Default: " + STATISTICS_BATCHES + " for statistics, "
                    + MOMENTS_BATCHES + " for int4 weights.")
    private Integer batches;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Windows of 200 events in each. Default: " + STATISTICS_WINDOWS + " for statistics, "
                    + MOMENTS_WINDOWS + " for int4 weights.")
    private Integer batchSize;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "0",
            description = "Which music is calibrated on. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Where statistics are, or are to be; null for nowhere. */
    Path file() {
        return file;
    }

    void check() {
        if (batches != null) {
            UsageException.require("--batches", batches, 1, 10_000);
        }
        if (batchSize != null) {
            UsageException.require("--batch-size", batchSize, 1, 1024);
        }
    }

    /**
     * What the rules ask for.
     *
     * @param rewrites whether a session is to be quantized, and not only statistics to be collected
     * @param out      where to say what was read or written
     * @param err      where to warn
     */
    Calibration calibrate(
            Session plain,
            Rules rules,
            boolean rewrites,
            Optional<PerformanceDataset> music,
            PrintWriter out,
            PrintWriter err)
            throws IOException {
        Set<String> int4Layers = rewrites ? rules.int4Layers(plain.stepGraph()) : Set.of();
        if (!int4Layers.isEmpty() && music.isEmpty()) {
            throw new UsageException(
                    "int4 weights are rounded by what the layers hear: give -d DATASET, as amadeus preprocess makes it");
        }
        return new Calibration(
                statistics(plain, rewrites, music, out, err),
                int4Layers.isEmpty() ? Optional.empty() : Optional.of(moments(plain, int4Layers, music.orElseThrow())));
    }

    /** Reads them where there are some and a session is asked for, else collects them where there is music. */
    private Optional<Statistics> statistics(
            Session plain, boolean rewrites, Optional<PerformanceDataset> music, PrintWriter out, PrintWriter err)
            throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        if (rewrites && (music.isEmpty() || Files.exists(file))) {
            Statistics read = read(file, err);
            out.println(Printable.escape(file) + ": read (without -o they are collected anew)");
            return Optional.of(read);
        }
        int count = batches == null ? STATISTICS_BATCHES : batches;
        int windows = batchSize == null ? STATISTICS_WINDOWS : batchSize;
        Statistics collected;
        try (ProgressBar progress = ProgressBar.on("collecting statistics")) {
            collected = new StatisticsCollector(plain.config(), plain.stepGraph())
                    .collect(CalibrationBatches.of(music.orElseThrow(), windows, seed), count, seed, progress);
        }
        StatisticsFile.write(collected, file);
        out.printf(Locale.ROOT, "%s: statistics of %d batches of %d windows%n", Printable.escape(file), count, windows);
        return Optional.of(collected);
    }

    /** Reads a file of statistics and warns where it does not say of which model it is. */
    static Statistics read(Path file, PrintWriter err) throws IOException {
        Statistics read = StatisticsFile.read(file);
        if (read.model().isEmpty()) {
            err.println("amadeus: warning: " + Printable.escape(file)
                    + " does not say of which model its statistics are: make sure that it is this one");
        }
        return read;
    }

    private InputMoments moments(Session plain, Set<String> layers, PerformanceDataset music) {
        int count = batches == null ? MOMENTS_BATCHES : batches;
        int windows = batchSize == null ? MOMENTS_WINDOWS : batchSize;
        try (ProgressBar progress = ProgressBar.on("listening to the layers")) {
            return new MomentsCollector(plain.config(), plain.stepGraph())
                    .collect(layers, CalibrationBatches.alternating(music, windows, seed), count, seed, progress);
        }
    }
}
