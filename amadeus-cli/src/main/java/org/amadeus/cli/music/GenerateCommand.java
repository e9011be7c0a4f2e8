package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.CalibrationOptions;
import org.amadeus.cli.option.Companions;
import org.amadeus.cli.option.ModelOption;
import org.amadeus.cli.option.SchemeOptions;
import org.amadeus.cli.option.StepThreads;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.model.generate.BeamSearch;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = "Write pieces of piano music as MIDI files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus generate                         one piece by the bundled model",
            "  amadeus generate --seconds 120 -b 4 -T 0.85   four longer, safer pieces",
            "  amadeus generate -i theme.mid --seed 7   go on from a file, repeatably",
            "  amadeus generate --wav --png --play      heard and seen at once",
            "  amadeus generate -c \"1,0,1,0,1,1,0,1,0,1,0,1;4\"   in C major, not too dense",
            "",
            "A control is \"HISTOGRAM;DENSITY\": the weights of C, C#, D .. B (none: all",
            "alike), then how many notes, 0 (few) .. 11 (many). Of a MIDI file its own are",
            "taken, event by event."
        })
public final class GenerateCommand implements Callable<Integer> {
    private static final int MOST_SLOTS = 1024;
    private static final int LONGEST = 1_000_000;
    private static final double USUAL_SECONDS = 30;
    private static final int USUAL_EVENTS = 1000;
    /** Events that repay the half second and more which it takes to load kernels that are a third faster. */
    private static final int LASTING = 20_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "About how much music, after a primer; a piece ends where it comes to rest. Default: 30.")
    private Double seconds;

    @Option(
            names = {"-l", "--length"},
            paramLabel = "EVENTS",
            description = "How many events instead, wherever the music is then. Beam search: 1000 unless told.")
    private Integer length;

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many pieces. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "output",
            description = "Where to put output-000.mid, output-001.mid .. and so on behind those that are there."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(
            names = {"-f", "--force"},
            description = "Begin at output-000.mid again, over earlier pieces.")
    private boolean force;

    @Option(
            names = {"-B", "--beam"},
            paramLabel = "N",
            defaultValue = "0",
            description = "Beam search: keep the N likeliest beginnings instead of drawing. Default: off.")
    private int beams;

    @Option(names = "--stochastic", description = "Perturb the beam search, so that it samples.")
    private boolean stochastic;

    @Option(
            names = {"-z", "--zero-init"},
            description = "Start from an all-zero init vector, not a random one.")
    private boolean zeroInit;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "The same seed gives the same music. Default: another one each time; it is shown.")
    private Long seed;

    @Mixin
    private StepThreads threads;

    @Option(
            names = {"-q", "--statistics"},
            paramLabel = "STATS",
            description = "Quantize the session (a float one, see -s) on the fly, by the distiller scheme unless told "
                    + "otherwise. A quantized .amadeus needs none of this.")
    private Path statistics;

    @Mixin
    private SchemeOptions quantizing;

    @Mixin
    private SamplingOptions choosing;

    @Mixin
    private SteeringOptions steering;

    @Mixin
    private ListenOptions listen;

    @Override
    public Integer call() throws IOException {
        checkSizes();
        Companions.require(spec, "--primer-mode", "--primer");
        if (spec.commandLine().getParseResult().hasMatchedOption("--max-silence")) {
            choosing.requireGuards();
        }
        int cores = threads.number();
        Sampling sampling = choosing.sampling();
        Guards guards = choosing.guards();
        if (beams == 0) { // which draws nothing
            choosing.advice().ifPresent(hint -> spec.commandLine().getErr().println("amadeus: " + hint));
        }
        steering.check();
        Session loaded = load();
        GenerationOptions options = new GenerationOptions(
                length(),
                sampling,
                guards,
                steering.controls(loaded.config(), spec.commandLine().getErr()),
                steering.primer(loaded.config(), spec.commandLine().getErr()),
                zeroInit,
                seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed);
        int slots = batch * Math.max(1, beams);
        List<EventSequence> pieces;
        StepKernels kernels = StepKernels.fastest();
        if (options.length().usualEvents() >= LASTING) {
            kernels = kernels.lasting();
        }
        try (StepModel player = StepPlan.compile(loaded.config(), loaded.stepGraph(), slots, cores, kernels);
                ProgressBar progress = ProgressBar.on("generating")) {
            pieces = generate(player, options, progress);
        } catch (AmadeusException e) {
            throw new AmadeusException(model.name() + ": " + e.getMessage(), e);
        }
        write(pieces, loaded, options.seed());
        return 0;
    }

    private Session load() throws IOException {
        Session loaded = model.load();
        int events = loaded.config().eventDim();
        if (events != EventVocabulary.SIZE) {
            throw new AmadeusException(model.name() + ": has " + events + " events, expected " + EventVocabulary.SIZE
                    + ". This session was not trained on piano performances.");
        }
        return statistics == null && !quantizing.given() ? loaded : quantize(loaded);
    }

    private Session quantize(Session loaded) throws IOException {
        if (!loaded.isPlain()) {
            throw new AmadeusException(model.name()
                    + ": is quantized already, leave out -q, --scheme, --rules and --gates, or give a float session"
                    + " with -s");
        }
        Rules rules = quantizing.rules(statistics == null ? Schemes.WEIGHT_ONLY : Schemes.DISTILLER);
        if (!rules.layersThatNeedMoments(loaded.stepGraph()).isEmpty()) {
            throw new UsageException("weights of few bits are rounded by music: make a session of them first, "
                    + CalledAs.name() + " quantize -s " + ShellWords.quoted(Path.of(model.name()))
                    + " -o tiny.amadeus -d DATASET --scheme " + rules.name());
        }
        return QuantizedSession.of(
                loaded,
                rules,
                statistics == null
                        ? Calibration.NONE
                        : Calibration.of(CalibrationOptions.read(
                                statistics, spec.commandLine().getErr())));
    }

    private void checkSizes() {
        if (length != null) {
            UsageException.require("-l", length, 1, LONGEST);
        }
        if (seconds != null) {
            checkSeconds();
        }
        UsageException.require("-b", batch, 1, MOST_SLOTS);
        UsageException.require("-B", beams, 0, MOST_SLOTS);
        if ((long) batch * Math.max(1, beams) > MOST_SLOTS) {
            throw new UsageException("-b " + batch + " times -B " + beams + " is above " + MOST_SLOTS + ", take fewer");
        }
        if (stochastic && beams == 0) {
            throw new UsageException("--stochastic is for a beam search: say how many beams with -B");
        }
        if (beams > 0 && choosing.drawDifferently()) {
            throw new UsageException("-B does not draw: -g, --top-k and --top-p have no meaning with it");
        }
    }

    private void checkSeconds() {
        if (!(seconds >= 1 && seconds <= Length.LONGEST)) {
            throw new UsageException("--seconds is " + seconds + ", expected 1 .. 3600");
        }
        if (length != null) {
            throw new UsageException("--seconds and -l both say how long: leave one of them out");
        }
        if (beams > 0) {
            throw new UsageException("-B compares pieces of as many events: say how many with -l, not --seconds");
        }
    }

    private Length length() {
        if (length != null || beams > 0) {
            return Length.events(length == null ? USUAL_EVENTS : length);
        }
        return Length.seconds(seconds == null ? USUAL_SECONDS : seconds);
    }

    private List<EventSequence> generate(StepModel model, GenerationOptions options, Progress progress) {
        return beams > 0
                ? new BeamSearch(model, options, beams, stochastic).generate(progress)
                : new Generator(model, options).generate(progress);
    }

    private void write(List<EventSequence> pieces, Session loaded, long usedSeed) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PieceNames names = force ? PieceNames.fromZero(folder) : PieceNames.behindThoseIn(folder);
        Map<Path, MidiFile> written = new LinkedHashMap<>();
        for (EventSequence piece : pieces) {
            MidiFile midi = PerformanceMidi.of(piece, loaded.config().profile());
            Path file = names.write(midi);
            written.put(file, midi);
            NoteSequence notes = midi.notes();
            out.printf(
                    Locale.ROOT,
                    "%s  %d:%02d min, %s%n",
                    Printable.escape(file),
                    (int) notes.end() / 60,
                    (int) notes.end() % 60,
                    Counted.of(notes.size(), "note"));
        }
        // The pieces come first: what is made of them can be made again.
        for (Map.Entry<Path, MidiFile> piece : written.entrySet()) {
            listen.written(piece.getValue(), piece.getKey(), out);
        }
        Path first = written.keySet().iterator().next();
        out.println("Seed " + usedSeed + ". Next: " + CalledAs.name() + " play " + ShellWords.quoted(first));
        listen.play();
    }
}
