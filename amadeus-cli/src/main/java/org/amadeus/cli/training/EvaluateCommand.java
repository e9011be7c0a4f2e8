package org.amadeus.cli.training;

import static org.amadeus.data.io.Printable.escape;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.ClusterOptions;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.ModelOption;
import org.amadeus.cli.option.SessionName;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.MusicReader;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.io.Counted;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.file.Json;
import org.amadeus.model.session.Session;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.amadeus.quant.report.Reporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = {"Measure how well a model predicts held-out music.", "Or compare generated music with a dataset."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus evaluate -d dataset                      the bundled model",
            "  amadeus evaluate -d dataset --stride 2000        a sample: each tenth window",
            "  amadeus evaluate -s my.amadeus -d midi           a folder of MIDI files",
            "  amadeus evaluate -s my.amadeus -d dataset --controls none --json",
            "  amadeus evaluate -s small.amadeus --against my.amadeus -d dataset",
            "  amadeus evaluate --generated output -d dataset --png two.png",
            "docs/evaluation.md says what the numbers mean."
        })
public final class EvaluateCommand implements Callable<Integer> {
    /** Options that have no meaning where generated music is compared. */
    private static final List<String> OF_A_MODEL = List.of("-s", "--window", "--stride", "--controls", "--against");

    /** Options that have no meaning where two models are compared: the report has windows and controls of its own. */
    private static final List<String> OF_ONE_MODEL = List.of("--stride", "--controls");

    private enum Controls {
        GIVEN,
        NONE
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = {"-d", "--dataset"},
            paramLabel = "DATASET",
            required = true,
            description = "What preprocess made, or a folder of MIDI files.")
    private Path path;

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "valid",
            description = "Which pieces: valid (those held out; all where none are), train or all."
                    + " Default: ${DEFAULT-VALUE}.")
    private DatasetPart split;

    @Option(
            names = "--window",
            paramLabel = "EVENTS",
            defaultValue = "200",
            description = "Events predicted in one go, from nothing. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--stride",
            paramLabel = "EVENTS",
            defaultValue = "200",
            description = "From one window's start to the next one's. Default: ${DEFAULT-VALUE}.")
    private int stride;

    @Option(
            names = "--controls",
            paramLabel = "HOW",
            defaultValue = "given",
            description = "given (the music's own) or none. Default: ${DEFAULT-VALUE}.")
    private Controls controls;

    @Option(
            names = "--against",
            paramLabel = "FLOAT_SESSION",
            description = "Hold a quantized session against the float one it was made from: the report that quantize"
                    + " prints.")
    private Path against;

    @Mixin
    private GeneratedOptions generated;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "How a folder of MIDI files becomes events: reference or expressive."
                    + " Default: the model's; expressive with --generated.")
    private CodecProfile profile;

    @Mixin
    private MidiOptions midiFiles;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with. Default: all cores (a quantized model: 1 or 2).")
    private Integer threads;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        generated.check();
        UsageException.require("--window", window, 1, Evaluator.LONGEST_WINDOW);
        UsageException.require("--stride", stride, 1, Integer.MAX_VALUE);
        if (threads != null) {
            UsageException.require("--threads", threads, 1, 1024);
        }
        boolean onCluster = cluster.given();
        if (generated.given()) {
            requireNone(OF_A_MODEL, "is about a model, --generated asks no model");
            compare();
            return 0;
        }
        midiFiles.requireNoneOf(path);
        if (against != null) {
            requireNone(OF_ONE_MODEL, "is about one model, --against compares two, with controls and without");
            report();
        } else {
            evaluate(onCluster);
        }
        return 0;
    }

    private void requireNone(List<String> options, String why) {
        ParseResult parsed = spec.commandLine().getParseResult();
        for (String option : options) {
            if (parsed.hasMatchedOption(option)) {
                throw new UsageException(option + " " + why + ": leave one of them out");
            }
        }
    }

    private void evaluate(boolean onCluster) throws IOException {
        NativeThreads.use(cores());
        Session loaded = model.load();
        String name = model.name();
        Evaluator evaluator = new Evaluator(window, stride, controls == Controls.GIVEN, Math.min(2, cores()));
        try (DatasetSource source = open(loaded.config().profile())) {
            PerformanceDataset dataset = split.of(source.dataset());
            EvaluationResult evaluation =
                    onCluster ? onCluster(evaluator, loaded, source.dataset()) : here(evaluator, loaded, dataset);
            if (json) {
                print(withContext(evaluation.toJson(), name));
            } else {
                spec.commandLine()
                        .getOut()
                        .printf(
                                Locale.ROOT,
                                "%s on %s, %s, controls %s%n",
                                escape(name),
                                escape(path),
                                Counted.of(evaluation.pieces(), "piece"),
                                controls == Controls.GIVEN ? "given" : "none");
                EvaluationText.print(evaluation, dataset, spec.commandLine().getOut());
            }
        }
    }

    private static EvaluationResult here(Evaluator evaluator, Session loaded, PerformanceDataset dataset) {
        try (ProgressBar progress = ProgressBar.on("evaluating")) {
            return evaluator.evaluate(loaded, dataset, progress);
        }
    }

    private EvaluationResult onCluster(Evaluator evaluator, Session loaded, PerformanceDataset dataset)
            throws IOException {
        try (Cluster workers = cluster.connect();
                ProgressBar progress = ProgressBar.on("evaluating")) {
            return workers.evaluate(evaluator, loaded, dataset, split, progress);
        }
    }

    private void report() throws IOException {
        // Two models are compared step by step, by Java's threads.
        NativeThreads.use(1);
        Session loaded = model.load();
        String name = model.name();
        try (DatasetSource source = open(loaded.config().profile())) {
            HeldOut music = new HeldOut(split.of(source.dataset()), window, HeldOut.WINDOWS);
            Reporter reporter = new Reporter(
                    against.toString(),
                    SessionName.load(against),
                    name,
                    loaded,
                    Optional.of(music),
                    threads == null ? 1 : Math.min(2, threads));
            QuantizationReport report;
            try (ProgressBar progress = ProgressBar.on("comparing")) {
                report = reporter.measure(true, progress);
            }
            spec.commandLine()
                    .getOut()
                    .print(json ? new String(report.toJson(), StandardCharsets.UTF_8) + "\n" : ReportText.of(report));
        }
    }

    private Map<String, Object> withContext(Map<String, Object> evaluation, String name) {
        Map<String, Object> object = new LinkedHashMap<>(evaluation);
        object.put("session", name);
        object.put("dataset", path.toString());
        object.put("window", window);
        object.put("stride", stride);
        object.put("controls", controls == Controls.GIVEN ? "given" : "none");
        return object;
    }

    private void compare() throws IOException {
        List<Comparison> comparisons;
        try (DatasetSource source = open(CodecProfile.EXPRESSIVE);
                ProgressBar progress = ProgressBar.on("measuring")) {
            MusicReader reader = new MusicReader(midiFiles.tolerance(), progress);
            comparisons = generated.compare(reader, split.of(source.dataset()), path, this::warn);
        }
        generated.show(comparisons, json, spec.commandLine().getOut());
    }

    private DatasetSource open(CodecProfile usual) throws IOException {
        if (profile != null && StoreFolder.isStore(path)) {
            throw new UsageException("--profile is about a folder of MIDI files, " + path
                    + " is a dataset, which has its own: leave it out");
        }
        DatasetSource source;
        try (ProgressBar progress = ProgressBar.on("reading")) {
            StoreSettings settings =
                    new StoreSettings(profile == null ? usual : profile, true, 0, midiFiles.tolerance());
            source = DatasetSource.open(path, settings, cores(), progress);
        }
        warn(source.skipped(), source.warned());
        return source;
    }

    private int cores() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private void warn(List<SkippedFile> skipped, List<SkippedFile> warned) {
        PrintWriter err = spec.commandLine().getErr();
        skipped.forEach(file -> err.println("amadeus: skipped " + escape(file.name()) + ": " + escape(file.reason())));
        warned.forEach(file -> err.println("amadeus: " + escape(file.name()) + ": read, but " + escape(file.reason())));
    }

    private void print(Map<String, Object> object) {
        spec.commandLine().getOut().println(new String(Json.write(object), StandardCharsets.UTF_8));
    }
}
