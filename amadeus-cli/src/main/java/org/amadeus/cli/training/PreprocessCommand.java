package org.amadeus.cli.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.ClusterOptions;
import org.amadeus.cli.option.CodecOptions;
import org.amadeus.cli.option.Companions;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.PathConverter;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.PreprocessReport;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.model.cluster.Cluster;
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
            "  amadeus preprocess midi dataset --valid-ratio 0.05 --threads 4",
            "  amadeus preprocess midi.tar dataset --master local[4]     on Apache Spark"
        })
public final class PreprocessCommand implements Callable<Integer> {
    private static final int FILES_SHOWN = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MIDI_DIR",
            description = "The MIDI files, in folders of any depth. With --master also .tar, .tar.gz and .zip archives"
                    + " of them, and URIs such as hdfs://HOST/midi.")
    private String midi;

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

    @Mixin
    private MidiOptions midiFiles;

    @Option(names = "--force", description = "Make the dataset that is there anew, once everything has been read.")
    private boolean force;

    @Option(names = "--drop", description = "Go on where more than half of the dataset's files are gone.")
    private boolean drop;

    @Mixin
    private ChoiceOptions choice;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws IOException {
        int readers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        UsageException.require("--threads", readers, 1, 1024);
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new UsageException("--valid-ratio is " + validRatio + ", expected 0 .. 1");
        }
        Companions.require(spec, "--likeness", "--report", "--deduplicate");
        StoreSettings settings =
                new StoreSettings(codec.profile(), codec.usePedal(), validRatio, midiFiles.tolerance());
        Preprocessor preprocessor = new Preprocessor(settings, readers, drop, choice.choice());
        PreprocessReport report = cluster.given() ? onCluster(preprocessor) : here(preprocessor);
        print(report, spec.commandLine().getOut());
        choice.warn(report.unmatched(), spec.commandLine().getErr());
        return report.pieces() == 0 ? 1 : 0;
    }

    private PreprocessReport here(Preprocessor preprocessor) throws IOException {
        if (midi.contains("://") && !midi.startsWith("file:")) {
            throw new UsageException(midi + ": only Spark's workers read a URI: give --master too");
        }
        try (ProgressBar progress = ProgressBar.on("preprocessing")) {
            return preprocessor.run(PathConverter.path("MIDI_DIR", midi), store, force, progress);
        }
    }

    private PreprocessReport onCluster(Preprocessor preprocessor) throws IOException {
        try (Cluster workers = cluster.connect();
                ProgressBar progress = ProgressBar.on("preprocessing")) {
            return preprocessor.run(workers.midi(midi, store), store, force, progress);
        }
    }

    private void print(PreprocessReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "read %s of %,d in %.1f s%s%n",
                Counted.of(report.fresh(), "file"),
                report.files(),
                report.seconds(),
                report.fresh() == 0
                        ? ""
                        : String.format(Locale.ROOT, " (%.0f files/s)", report.fresh() / report.seconds()));
        out.println(Printable.escape(store) + ": " + report.summary());
        print("skipped ", report.skipped(), out);
        print("read with a fault: ", report.warned(), out);
    }

    private void print(String word, List<SkippedFile> files, PrintWriter out) {
        for (SkippedFile file : files.subList(0, Math.min(FILES_SHOWN, files.size()))) {
            out.println(word + Printable.escape(file.name()) + ": " + Printable.escape(file.reason()));
        }
        if (files.size() > FILES_SHOWN) {
            out.println(word + Counted.of(files.size() - FILES_SHOWN, "more file") + ": all of them are in "
                    + Printable.escape(store.resolve(StoreFolder.REPORT_FILE)));
        }
    }
}
