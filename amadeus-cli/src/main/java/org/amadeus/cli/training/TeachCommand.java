package org.amadeus.cli.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.Outputs;
import org.amadeus.cli.option.SessionName;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Choice;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.data.selection.Compositions;
import org.amadeus.data.selection.QualityLimits;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.quant.teach.Lesson;
import org.amadeus.quant.teach.Taught;
import org.amadeus.quant.teach.Teacher;
import org.amadeus.quant.teach.TeachingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "teach",
        description = {
            "Teach the model your own music, from a folder of MIDI files.",
            "It goes on knowing what it knew: while it learns it rehearses what it played",
            "before, and it is judged on both. Ctrl-C keeps the best so far."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus teach my-recordings -o mine.amadeus",
            "  amadeus teach my-recordings -o mine.amadeus --minutes 60",
            "  amadeus teach more-recordings -s mine.amadeus -o mine2.amadeus",
            "",
            "Exit code 1 where nothing was learned that helps; there is no OUT then."
        })
public final class TeachCommand implements Callable<Integer> {
    private static final long SECONDS_TO_SAVE = 120;
    /** Less music than this teaches little. */
    private static final double LITTLE_MINUTES = 10;
    /** Pieces of which half of the notes are the same are one. */
    private static final double LIKENESS = 0.5;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MIDI_DIR",
            description = "Your music: MIDI files in a folder and the folders in it, or what preprocess made of them.")
    private Path music;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The model that comes of it, a .amadeus, int8 as the bundled one.")
    private Path output;

    @Option(
            names = {"-s", "--session"},
            paramLabel = "FILE",
            defaultValue = SessionName.BUNDLED,
            description = "The model to teach, of any kind. Default: the bundled one.")
    private Path session;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "20",
            description = "How long it may learn; it ends before that where it gets no better. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "How many batches it may learn from, in place of --minutes: the same again gives the same"
                    + " model.")
    private Long iterations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "What everything random is drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with. Default: all cores.")
    private Integer threads;

    @Mixin
    private MidiOptions midiFiles;

    @Override
    public Integer call() throws IOException, InterruptedException {
        TeachingSettings settings = settings();
        requireWritable();
        midiFiles.requireNoneOf(music);
        int cores = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        NativeThreads.use(cores);
        Session start = SessionName.load(session);
        try (DatasetSource source = read(start, cores);
                Lesson lesson = Lesson.of(source.dataset())) {
            say(source, lesson);
            Teacher teacher = new Teacher(start, settings, Math.min(2, cores));
            // Open until all is said: the JVM is gone as soon as it is closed.
            try (Interruption ctrlC = new Interruption(teacher::stop, SECONDS_TO_SAVE);
                    TeachingDisplay display = new TeachingDisplay(settings.limits(), out())) {
                Taught taught = teacher.teach(lesson, display);
                display.close();
                return finish(taught);
            }
        }
    }

    private TeachingSettings settings() {
        if (!(minutes > 0 && minutes <= 100_000)) {
            throw new UsageException("--minutes is " + minutes + ", expected above 0, such as 20");
        }
        if (iterations != null && iterations < 1) {
            throw new UsageException("--iterations is " + iterations + ", expected 1 or more");
        }
        if (threads != null) {
            UsageException.require("--threads", threads, 1, 1024);
        }
        TrainingLimits end = iterations == null
                ? TrainingLimits.NONE.within(Duration.ofMillis(Math.round(60_000 * minutes)))
                : TrainingLimits.NONE.untilIteration(iterations);
        return TeachingSettings.gentle(end, seed);
    }

    /** Twenty minutes are too long to learn that afterwards. */
    private void requireWritable() throws IOException {
        if (output.toString().toLowerCase(Locale.ROOT).endsWith(".sess")) {
            throw new UsageException("-o " + output + ": a .sess holds float32 only, name it .amadeus");
        }
        Endings.require("-o", output, "a session", ".amadeus");
        Outputs.requireOther("-o", output, session);
        Outputs.requireWritable("-o", output);
    }

    private DatasetSource read(Session start, int cores) throws IOException {
        StoreSettings settings = new StoreSettings(start.config().profile(), true, 0, midiFiles.tolerance());
        Choice once = new Choice(QualityLimits.NONE, OptionalDouble.of(LIKENESS), true, Compositions.NONE, Set.of());
        try (ProgressBar progress = ProgressBar.on("reading")) {
            return DatasetSource.open(music, settings, once, cores, progress);
        }
    }

    private void say(DatasetSource source, Lesson lesson) {
        PrintWriter err = spec.commandLine().getErr();
        for (SkippedFile file : source.skipped()) {
            err.println("amadeus: skipped " + Printable.escape(file.name()) + ": " + Printable.escape(file.reason()));
        }
        for (SkippedFile file : source.warned()) {
            err.println("amadeus: " + Printable.escape(file.name()) + ": read, but " + Printable.escape(file.reason()));
        }
        PerformanceDataset dataset = source.dataset();
        double length = dataset.seconds() / 60;
        out().printf(
                        Locale.ROOT,
                        "%s: %.1f minutes of music in %s; held out to judge by: %s%n",
                        Printable.escape(music),
                        length,
                        Counted.of(dataset.pieces().size(), "piece"),
                        lesson.isCut()
                                ? "the end of each"
                                : String.format(
                                        Locale.ROOT,
                                        "%d of them, %.1f minutes",
                                        lesson.heldOut().pieces().size(),
                                        lesson.heldOut().seconds() / 60));
        if (length < LITTLE_MINUTES) {
            err.printf(
                    Locale.ROOT,
                    "amadeus: %.1f minutes are little: the model will learn little from them, and the figures below"
                            + " are rough. Ten minutes or more are better, an hour is good%n",
                    length);
        }
        err.flush();
        out().flush();
    }

    private int finish(Taught taught) {
        if (taught.session().isEmpty()) {
            out().println("Nothing was learned that helps: the model that was there is the best. "
                    + Printable.escape(output) + " was not written");
            return 1;
        }
        SessionFiles.save(taught.session().get(), output, WeightFormat.FLOAT32);
        out().printf(
                        Locale.ROOT,
                        "%nperplexity%36s%n  your music, held out   %6.2f  -> %6.2f%n  what it played before  %6.2f  -> %6.2f%n%n",
                        "before      after",
                        taught.before().ownPerplexity(),
                        taught.after().ownPerplexity(),
                        taught.before().oldPerplexity(),
                        taught.after().oldPerplexity());
        out().println(Printable.escape(output) + ": the model after " + Counted.of(taught.iterations(), "iteration")
                + ", its best");
        String model = " -s " + ShellWords.quoted(output);
        out().println("Next: " + CalledAs.name() + " generate" + model + ", " + CalledAs.name() + " duet" + model);
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
