package org.amadeus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.data.dataset.PreprocessReport;
import org.amadeus.data.dataset.Preprocessor;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "preprocess",
        description = {"Make a folder of MIDI files into a dataset.", "Run again, it reads only what is new or changed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus preprocess midi/maestro dataset/maestro",
            "  amadeus preprocess midi dataset --valid-ratio 0.05 --threads 4"
        })
final class PreprocessCommand implements Callable<Integer> {
    private static final int SKIPPED_SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MIDI_DIR", description = "The MIDI files, in folders of any depth.")
    private Path midi;

    @Parameters(index = "1", paramLabel = "OUT_DIR", description = "Where the dataset is, or is to be.")
    private Path store;

    @Mixin
    private CodecOptions codec;

    @Option(names = "--threads", paramLabel = "N", description = "Files to read at once. Default: one for each core.")
    private Integer threads;

    @Option(
            names = "--valid-ratio",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the pieces to hold out for validation, 0 .. 1. Default: ${DEFAULT-VALUE}.")
    private double validRatio;

    @Option(names = "--force", description = "Drop the dataset that is there and read everything again.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        int readers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (readers < 1) {
            throw new UsageException("--threads is " + readers + ", expected 1 or more");
        }
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new UsageException("--valid-ratio is " + validRatio + ", expected 0 .. 1");
        }
        Preprocessor preprocessor =
                new Preprocessor(new StoreSettings(codec.profile(), codec.usePedal(), validRatio), readers);
        PreprocessReport report;
        try (ProgressBar progress = ProgressBar.on("preprocessing")) {
            report = preprocessor.run(midi, store, force, progress);
        }
        print(report, spec.commandLine().getOut());
        return report.pieces() == 0 ? 1 : 0;
    }

    private void print(PreprocessReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "read %,d files of %,d in %.1f s%s%n",
                report.fresh(),
                report.files(),
                report.seconds(),
                report.fresh() == 0
                        ? ""
                        : String.format(Locale.ROOT, " (%.0f files/s)", report.fresh() / report.seconds()));
        out.println(store + ": " + report.summary());
        for (SkippedFile file : report.skipped()
                .subList(0, Math.min(SKIPPED_SHOWN, report.skipped().size()))) {
            out.println("skipped " + file.name() + ": " + file.reason());
        }
        if (report.skipped().size() > SKIPPED_SHOWN) {
            out.println("skipped files: all of them are in " + store.resolve(PreprocessReport.FILE));
        }
    }
}
