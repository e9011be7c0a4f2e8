package org.amadeus.cli.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.amadeus.charts.training.TrainingBoards;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.ClusterOptions;
import org.amadeus.cli.option.Companions;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.io.Hold;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainerBuilder;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.HeldOutWindows;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.update.Distillation;
import org.amadeus.model.window.WindowIterator;
import org.amadeus.quant.training.QuantizedTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = "Train a model on a dataset: a new one, or one that was begun.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  amadeus train -s my.amadeus -d dataset      until Ctrl-C, which saves",
            "  amadeus train -s my.amadeus -d dataset      the same again: it goes on",
            "  amadeus train -s my.amadeus -d dataset --minutes 60 --schedule cosine --ui -L",
            "  amadeus train -s small.amadeus -d dataset -p hidden_dim=256,gru_layers=2",
            "  amadeus train -s my.sess -d dataset         in PyTorch's form",
            "  amadeus train -s my.amadeus -d dataset --recipe bundled --iterations 2000",
            "  amadeus train -s my.amadeus -d dataset --quantize int3 -o small.amadeus",
            "      weights of three bits, trained to predict what my.amadeus does",
            "",
            "Beside SESSION its best state in validation is kept: my.best.amadeus."
        })
public final class TrainCommand implements Callable<Integer> {
    private static final long SECONDS_TO_SAVE = 120;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-s", "--session"},
            paramLabel = "SESSION",
            required = true,
            description = "Where the model is, or is to be: .amadeus, or PyTorch's .sess.")
    private Path session;

    @Option(
            names = {"-d", "--dataset"},
            paramLabel = "DATASET",
            required = true,
            description = "What to learn from, as preprocess made it.")
    private Path folder;

    @Option(
            names = "--valid",
            paramLabel = "DATASET",
            description = "What to validate on. Default: the pieces that preprocess held out of -d.")
    private Path validFolder;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "Take the options below of a YAML file, those not given here. \"" + SessionName.BUNDLED
                    + "\": those of the bundled model.")
    private Path recipeFile;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private QuantizedTrainingOptions quantized;

    @Option(
            names = {"-r", "--reset-optimizer"},
            description = "Drop Adam's memory of earlier runs.")
    private boolean resetOptimizer;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all cores.")
    private Integer threads;

    @Option(names = "--ui", description = "Show charts in a browser, on this machine alone (DL4J's training UI).")
    private boolean ui;

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Its port on 127.0.0.1, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int uiPort;

    @Option(
            names = {"-L", "--enable-logging"},
            description = "Write TensorBoard's event files.")
    private boolean logging;

    @Option(
            names = "--log-dir",
            paramLabel = "DIR",
            description = "Write them into a folder of this one, named as the session. Default with -L: runs.")
    private Path logDir;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!cluster.given()) {
            return train(Optional.empty());
        }
        try (Cluster workers = cluster.connect()) {
            return train(Optional.of(workers));
        }
    }

    private int train(Optional<Cluster> workers) throws IOException, InterruptedException {
        Optional<TrainingRecipe> recipe =
                recipeFile == null ? Optional.empty() : Optional.of(TrainingRecipe.read(recipeFile));
        ParseResult given = spec.commandLine().getParseResult();
        TrainingOptions chosen = quantized.given()
                ? QuantizedTrainingOptions.recipe(recipe, given).under(given)
                : recipe.map(of -> of.under(given)).orElse(options);
        TrainingSettings settings = chosen.settings();
        if (settings.localSteps() > 1 && workers.isEmpty()) {
            throw new UsageException("--local-steps is about Spark's workers: give --master too");
        }
        Companions.require(spec, "--ui-port", "--ui");
        Companions.require(spec, "--teacher-share", "--quantize");
        check(workers.isPresent());
        if (Files.notExists(session)) {
            Endings.require("-s", session, "a session", ".amadeus", ".sess");
        }
        NativeThreads.use(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        try (Hold alone = hold(quantized.given() ? quantized.output() : session)) {
            return train(workers, chosen, recipe.map(TrainingRecipe::name), alone);
        }
    }

    private static Hold hold(Path file) {
        return Hold.on(file)
                .orElseThrow(() -> new AmadeusException(file
                        + ": another run trains this session, and each would save over the other. Wait for it to end,"
                        + " or name another session"));
    }

    private int train(Optional<Cluster> workers, TrainingOptions chosen, Optional<String> recipe, Hold alone)
            throws IOException, InterruptedException {
        TrainingSettings settings = chosen.settings();
        TrainingLimits limits = chosen.limits();
        PerformanceDataset dataset = PerformanceDataset.open(folder);
        PerformanceDataset learned = DatasetPart.TRAIN.of(dataset);
        Optional<PerformanceDataset> valid = heldOut(dataset);
        Optional<QuantizedTraining> few = quantized.given()
                ? Optional.of(quantized.open(session, dataset, chosen.seed().orElse(0)))
                : Optional.empty();
        Path file = few.map(QuantizedTraining::learning).orElse(session);
        TrainingStart start = start(file, learned, settings, chosen, recipe);
        Session begun = start.session();
        long before = begun.progress().iterations();
        if (limits.iterations().isPresent() && limits.iterations().getAsLong() <= before) {
            throw new UsageException("--iterations " + limits.iterations().getAsLong() + ": " + file + " has " + before
                    + " already. Name a larger number: earlier runs count");
        }
        Checkpoints files = new Checkpoints(file);
        WindowIterator windows = settings.windows(learned, begun.config());
        TrainerBuilder options =
                Trainer.of(begun, windows, files).settings(settings).limits(limits);
        workers.ifPresent(
                each -> options.gradients(each.gradients(begun.config())).localSteps(each.localSteps(begun.config())));
        valid.map(pieces -> new HeldOutWindows(pieces, settings.longestWindow(), settings.controlRatio()))
                .ifPresent(judge ->
                        options.validation(few.isPresent() ? few.get().fake().validation(judge) : judge));
        PrintWriter out = spec.commandLine().getOut();
        try (TrainingBoards boards =
                        TrainingBoards.open(ui ? OptionalInt.of(uiPort) : OptionalInt.empty(), runFolder(file));
                Distillation distillation = distillation(few, options);
                Trainer trainer = options.build()) {
            TrainingText text = new TrainingText(file, folder, valid, few.map(QuantizedTraining::output), out);
            text.greet(start, learned, windows.windows(), boards);
            text.sayWhatGoesOn(trainer, limits);
            // Open until all is said: the JVM is gone as soon as it is closed.
            try (Interruption ctrlC = new Interruption(trainer::stop, SECONDS_TO_SAVE);
                    alone) {
                Trainer.End end = train(trainer, boards, out);
                few.ifPresent(each -> each.save(chosen(trainer, files)));
                text.farewell(end, limits, before, trainer.progress(), files.best(), words());
            }
        }
        return 0;
    }

    /** What gradients come from where a small copy is trained; null where a session is trained as it is. */
    private Distillation distillation(Optional<QuantizedTraining> few, TrainerBuilder options) {
        if (few.isEmpty()) {
            return null;
        }
        Distillation distillation = new Distillation(few.get().teacher().parameters(), quantized.teacherShare());
        options.gradients(few.get().fake().straightThrough(distillation));
        return distillation;
    }

    /** The session that was best in validation, or the last one where nothing is held out. */
    private static Session chosen(Trainer trainer, Checkpoints files) {
        return trainer.progress().bestNll().isPresent() && Files.exists(files.best())
                ? SessionFiles.load(files.best())
                : trainer.session();
    }

    private Trainer.End train(Trainer trainer, TrainingBoards boards, PrintWriter out) throws InterruptedException {
        try (TrainingDisplay display = new TrainingDisplay(trainer.limits(), out)) {
            return trainer.run(TrainerListener.of(display, boards.listener()));
        }
    }

    private List<String> words() {
        return spec.commandLine().getParent().getParseResult().originalArgs();
    }

    private void check(boolean workers) {
        quantized.check(workers);
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new UsageException("--threads is " + threads + ", expected 1 .. 1024");
        }
        if (uiPort < 0 || uiPort > 65535) {
            throw new UsageException("--ui-port is " + uiPort + ", expected 0 .. 65535");
        }
    }

    private TrainingStart start(
            Path file,
            PerformanceDataset learned,
            TrainingSettings settings,
            TrainingOptions chosen,
            Optional<String> recipe) {
        try {
            TrainingStart start =
                    TrainingStart.of(file, learned, settings, chosen.sizes(), chosen.seed(), resetOptimizer);
            return recipe.map(start::byRecipe).orElse(start);
        } catch (IllegalArgumentException e) {
            throw new UsageException("-p: " + e.getMessage());
        }
    }

    /** What to validate on, where there is anything. */
    private Optional<PerformanceDataset> heldOut(PerformanceDataset dataset) throws IOException {
        if (validFolder == null || Files.exists(validFolder) && Files.isSameFile(validFolder, folder)) {
            PerformanceDataset part = dataset.part(Split.VALID);
            return part.pieces().isEmpty() ? Optional.empty() : Optional.of(part);
        }
        PerformanceDataset valid = PerformanceDataset.open(validFolder);
        CodecProfile profile = dataset.profile();
        if (valid.profile() != profile) {
            throw new AmadeusException(
                    validFolder + ": is of the " + valid.profile().id() + " profile, " + folder + " of the "
                            + profile.id() + " profile. Make it anew with preprocess --profile " + profile.id());
        }
        return Optional.of(valid);
    }

    private Optional<Path> runFolder(Path file) {
        if (logDir == null && !logging) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return Optional.of(
                (logDir == null ? Path.of("runs") : logDir).resolve(dot > 0 ? name.substring(0, dot) : name));
    }
}
