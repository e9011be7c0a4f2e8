package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    static Path data;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeDataset() throws IOException {
        MadeUpMidi.write(data.resolve("midi"), 12, 40);
        for (String profile : List.of("expressive", "reference")) {
            CliRun run = CliRun.of(
                    "preprocess",
                    data.resolve("midi"),
                    data.resolve(profile),
                    "--profile",
                    profile,
                    "--valid-ratio",
                    0.5);
            assertEquals(0, run.exit(), run.err());
        }
    }

    @Test
    void trainsANewModelGoesOnAndSaysWhatNext() {
        Path file = folder.resolve("save/model.amadeus");
        CliRun first = train(file, "expressive", "--iterations", 2, "--seed", 7, "-p", "hidden_dim=8,gru_layers=2");
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.out().startsWith(file + ": a new model, seed 7\n"), first.out());
        assertTrue(first.out().contains("Done after 2 iterations (2 in all)"), first.out());
        assertTrue(first.out().contains(file + ": the session; the same command with more --iterations goes on"));
        Session session = SessionFiles.load(file);
        assertEquals(8, session.config().hiddenDim());
        assertEquals(2, session.progress().iterations());
        assertTrue(session.progress().validationNll().isPresent());

        CliRun second = train(file, "expressive", "--iterations", 4);
        assertEquals(0, second.exit(), second.err());
        assertTrue(second.out().startsWith(file + ": goes on after iteration 2, seed 7\n"), second.out());

        Path whole = folder.resolve("whole.amadeus");
        train(whole, "expressive", "--iterations", 4, "--seed", 7, "-p", "hidden_dim=8,gru_layers=2");
        assertArrayEquals(
                SessionFiles.load(whole).parameters().get("gru.weight_hh_l1"),
                SessionFiles.load(file).parameters().get("gru.weight_hh_l1"));

        CliRun done = train(file, "expressive", "--iterations", 4);
        assertEquals(2, done.exit());
        assertTrue(done.error().contains("has 4 already"), done.error());
    }

    @Test
    void aSessInPyTorchsFormGoesOnWithAdamsMemory() {
        Path file = folder.resolve("model.sess");
        assertEquals(
                0,
                train(file, "reference", "--iterations", 1, "-p", "hidden_dim=8")
                        .exit());
        CliRun again = train(file, "reference", "--iterations", 2, "-T", 0.5, "-t", "-c", 0.5);
        assertEquals(0, again.exit(), again.err());
        assertEquals(2, SessionFiles.load(file).optimizer().orElseThrow().step());
        assertEquals(0, train(file, "reference", "--iterations", 3, "-r").exit());
        assertEquals(1, SessionFiles.load(file).optimizer().orElseThrow().step());
        assertTrue(Files.exists(folder.resolve("model.best.sess")), again.out());
    }

    @Test
    void whatItSaysToDoNextJudgesByMusicThatWasNotLearned() {
        Path file = folder.resolve("m.amadeus");
        Path best = folder.resolve("m.best.amadeus");
        Path held = data.resolve("expressive");
        assertEquals(
                "Next: amadeus generate -s " + best + ", amadeus evaluate -s " + best + " -d " + held,
                next(train(file, "expressive", "--iterations", 1, "-p", "hidden_dim=8")));
        assertEquals(0, CliRun.of("evaluate", "-s", best, "-d", held).exit());

        // Of another dataset all is validated on, also what it holds out itself, or would with more pieces.
        Path few = store("few", 0.001);
        assertEquals(1, CliRun.of("evaluate", "-s", best, "-d", few).exit());
        for (Path other : List.of(few, store("none", 0))) {
            assertEquals(
                    "Next: amadeus generate -s " + best + ", amadeus evaluate -s " + best + " -d " + other
                            + " --split all",
                    next(train(file, "expressive", "-r", "--minutes", 0.0001, "--valid", other)));
            CliRun run = CliRun.of("evaluate", "-s", best, "-d", other, "--split", "all");
            assertTrue(run.out().contains(" 12 pieces"), run.out() + run.err());
        }

        // Nothing is held out: nothing to evaluate on.
        for (String name : List.of("few", "none")) {
            Path alone = folder.resolve(name + ".amadeus");
            assertEquals(
                    "Next: amadeus generate -s " + alone,
                    next(train(alone, name, "--iterations", 1, "-p", "hidden_dim=8")));
        }
    }

    private static Path store(String name, double validRatio) {
        Path store = data.resolve(name);
        CliRun run = CliRun.of("preprocess", data.resolve("midi"), store, "--valid-ratio", validRatio);
        assertEquals(0, run.exit(), run.err());
        return store;
    }

    private static String next(CliRun run) {
        assertEquals(0, run.exit(), run.err());
        return run.out().lines().reduce((before, last) -> last).orElseThrow();
    }

    @Test
    void theBoardsShowTheRun() throws IOException {
        Path runs = folder.resolve("runs");
        Listening out = new Listening();
        int exit = CliRun.exit(new PrintWriter(out, true), new PrintWriter(out, true), (Object[]) words(
                folder.resolve("m.amadeus"),
                "expressive",
                "--iterations",
                3,
                "-p",
                "hidden_dim=8",
                "--ui",
                "--ui-port",
                0,
                "--log-dir",
                runs));
        assertEquals(0, exit, out.text.toString());
        assertEquals(List.of(200), out.answers);
        try (Stream<Path> files = Files.list(runs.resolve("m"))) {
            List<Path> events = files.toList();
            assertEquals(1, events.size());
            assertTrue(Files.size(events.get(0)) > 1000, "losses and histograms");
        }
    }

    @Test
    void aSessionThatFailsToLoadIsAnErrorAndStaysAsItIs() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.amadeus"), "not a session");
        CliRun run = train(broken, "expressive", "--iterations", 1);
        assertEquals(1, run.exit());
        assertTrue(run.error().startsWith("amadeus: " + broken + ": is no session"), run.error());
        assertEquals("not a session", Files.readString(broken));
    }

    @Test
    void aSessionOfAnotherProfileOrSizeIsAnError() throws IOException {
        Path file = folder.resolve("small.amadeus");
        assertEquals(
                0,
                train(file, "expressive", "--iterations", 1, "-p", "hidden_dim=8")
                        .exit());
        byte[] before = Files.readAllBytes(file);
        CliRun wrong = train(file, "reference", "--iterations", 2);
        assertEquals(1, wrong.exit());
        assertTrue(wrong.error().contains("preprocess --profile expressive"), wrong.error());
        CliRun sizes = train(file, "expressive", "--iterations", 2, "-p", "hidden_dim=64");
        assertEquals(1, sizes.exit());
        assertTrue(sizes.error().contains("hidden_dim=8"), sizes.error());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aQuantizedSessionIsAnError() throws IOException {
        Path bundled = folder.resolve("bundled.amadeus");
        try (InputStream in = BundledModel.open()) {
            Files.copy(in, bundled);
        }
        byte[] before = Files.readAllBytes(bundled);
        CliRun run = train(bundled, "expressive", "--iterations", 1);
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("is quantized and can't be trained"), run.error());
        assertArrayEquals(before, Files.readAllBytes(bundled));
    }

    @Test
    void aSmallCopyIsTrainedBesideTheFloatModelAndGoesOn() throws IOException {
        Path file = folder.resolve("model.amadeus");
        train(file, "expressive", "--iterations", 1, "-p", "hidden_dim=64,gru_layers=2", "--seed", 1);
        byte[] before = Files.readAllBytes(file);
        Path small = folder.resolve("small.amadeus");
        CliRun first = train(file, "expressive", "--quantize", "int3", "-o", small, "--iterations", 2);
        assertEquals(0, first.exit(), first.err());
        Path learning = folder.resolve("small.training.amadeus");
        assertTrue(first.out().contains(small + ": in few bits, of the best"), first.out());
        assertTrue(first.out().contains("Next: amadeus generate -s " + small), first.out());
        assertEquals("int3", SessionFiles.load(small).precision());
        assertTrue(Files.size(small) < 0.3 * Files.size(file), "smaller");
        assertArrayEquals(before, Files.readAllBytes(file));
        CliRun again = train(file, "expressive", "--quantize", "int3", "-o", small, "--iterations", 3);
        assertTrue(again.out().startsWith(learning + ": goes on after iteration 2"), again.out() + again.err());
        assertEquals(3, SessionFiles.load(learning).progress().iterations());
        CliRun other = train(file, "expressive", "--quantize", "int2", "-o", small);
        assertEquals(1, other.exit());
        assertTrue(other.error().contains("Name another -o"), other.error());
        CliRun sampled = train(file, "expressive", "--quantize", "int3", "-o", small, "-T", "0.5");
        assertTrue(sampled.error().contains("--quantize"), sampled.error());
        CliRun quantized = train(small, "expressive", "--quantize", "int3", "-o", folder.resolve("third.amadeus"));
        assertTrue(quantized.error().contains("is quantized already"), quantized.error());
    }

    @Test
    void wrongOptionsAreWrongUsageAndMakeNoFile() {
        Path file = folder.resolve("none.amadeus");
        for (String[] options : new String[][] {
            {"-p", "hidden=3"},
            {"-p", "gru_layers=0"},
            {"-b", "0"},
            {"-l", "-1"},
            {"-c", "2"},
            {"-T", "x"},
            {"--schedule", "cosine"},
            {"--minutes", "0"},
            {"--threads", "0"},
            {"-o", "small.amadeus"},
            {"--quantize", "int3"},
            {"--quantize", "int7", "-o", "small.amadeus"},
            {"--quantize", "int3", "-o", "small.amadeus", "--teacher-share", "2"},
            {"--ui-port", "70000"}
        }) {
            CliRun run = train(file, "expressive", (Object[]) options);
            assertEquals(2, run.exit(), String.join(" ", options) + ": " + run.err());
        }
        assertEquals(
                "amadeus: -p: \"hidden\" is no size of the model, expected one of hidden_dim, gru_layers, init_dim,"
                        + " gru_dropout, cell",
                train(file, "expressive", "-p", "hidden=3").error());
        assertEquals(
                1,
                CliRun.of("train", "-s", file, "-d", folder.resolve("missing")).exit());
        assertFalse(Files.exists(file));
    }

    @Test
    void aStartThatFailsLeavesNoFile() throws IOException {
        Path file = folder.resolve("new/m.amadeus");
        Path runs = folder.resolve("runs");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CliRun run = train(
                    file,
                    "expressive",
                    "-p",
                    "hidden_dim=8",
                    "--ui",
                    "--ui-port",
                    taken.getLocalPort(),
                    "--log-dir",
                    runs);
            assertEquals(1, run.exit(), run.err());
        }
        CliRun noRuns = train(
                file,
                "expressive",
                "-p",
                "hidden_dim=8",
                "--log-dir",
                Files.writeString(folder.resolve("file"), "a file"));
        assertEquals(1, noRuns.exit(), noRuns.err());
        CliRun wrongProfile =
                CliRun.of("train", "-s", file, "-d", data.resolve("expressive"), "--valid", data.resolve("reference"));
        assertEquals(1, wrongProfile.exit(), wrongProfile.err());
        assertFalse(Files.exists(file.getParent()));
        assertFalse(Files.exists(runs));
    }

    @Test
    void aFolderThatIsMadeIsNamed() {
        Path file = folder.resolve("tpyo/m.amadeus");
        CliRun run = train(file, "expressive", "--iterations", 1, "-p", "hidden_dim=8");
        assertTrue(run.out().contains(file.getParent() + ": a new folder\n"), run.out());
        CliRun again = train(file, "expressive", "--iterations", 2);
        assertFalse(again.out().contains("a new folder"), again.out());
    }

    @Test
    void theBestOnOtherMusicIsSaidAndNotAnnounced() {
        Path file = folder.resolve("m.amadeus");
        Path best = folder.resolve("m.best.amadeus");
        CliRun first = train(file, "expressive", "--iterations", 2, "-p", "hidden_dim=8");
        assertTrue(first.out().contains(best + ": the best"), first.out());
        CliRun same = train(file, "expressive", "--iterations", 3);
        assertFalse(same.out().contains("replaces it"), same.out());
        CliRun other = train(file, "expressive", "--iterations", 4, "--control-ratio", 0.5);
        assertTrue(other.out().contains(best + ": was chosen by another validation"), other.out());
        assertEquals(4, SessionFiles.load(best).progress().iterations());

        store("unheld", 0);
        CliRun unvalidated = train(file, "unheld", "--iterations", 5);
        assertFalse(unvalidated.out().contains("the best"), unvalidated.out());
    }

    @Test
    void aScheduleByTheClockSaysWhatIsLeftOfIt() {
        Path file = folder.resolve("m.amadeus");
        train(file, "expressive", "--minutes", 0.01, "--schedule", "cosine", "-p", "hidden_dim=8");
        Session over = SessionFiles.load(file);
        TrainingProgress.Span span = over.progress().schedule().orElseThrow();
        assertEquals(0.6, span.length(), 1e-9);
        TrainingProgress progress = over.progress();
        TrainingProgress stopped = new TrainingProgress(
                progress.iterations(),
                span.from() + 0.1,
                progress.seed(),
                progress.learningRate(),
                progress.trainLoss(),
                progress.validationNll(),
                progress.bestNll(),
                progress.bestOn(),
                progress.schedule());
        SessionFiles.save(
                new Session(over.config(), over.stepGraph(), over.optimizer(), stopped, over.provenance()), file);
        CliRun again = train(file, "expressive", "--minutes", 0.01, "--schedule", "cosine");
        assertTrue(again.out().contains("goes on along the schedule of --minutes: "), again.out());
        assertTrue(SessionFiles.load(file).progress().seconds() < span.from() + 10, "no second 0.6 s were added to it");
        assertEquals(span, SessionFiles.load(file).progress().schedule().orElseThrow());
    }

    private static CliRun train(Path file, String dataset, Object... options) {
        return CliRun.of((Object[]) words(file, dataset, options));
    }

    private static String[] words(Path file, String dataset, Object... options) {
        List<String> words = new ArrayList<>(List.of("train", "-s", file.toString(), "-d"));
        words.add(data.resolve(dataset).toString());
        words.addAll(List.of("-b", "4", "-w", "30"));
        for (Object option : options) {
            words.add(option.toString());
        }
        // The first of two values of an option counts as given twice: leave ours out where a test has its own.
        List<String> given = Stream.of(options).map(Object::toString).toList();
        if (given.contains("-b")) {
            words.remove("4");
            words.remove("-b");
        }
        return words.toArray(String[]::new);
    }

    /** Asks the training UI for a page as soon as its address is printed. */
    private static final class Listening extends Writer {
        private static final Pattern ADDRESS = Pattern.compile("Charts: (http://127\\.0\\.0\\.1:\\d+\\S*)\\s");

        private final StringBuilder text = new StringBuilder();
        private final List<Integer> answers = new ArrayList<>();

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            text.append(buffer, offset, length);
            Matcher found = ADDRESS.matcher(text);
            if (answers.isEmpty() && found.find()) {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(found.group(1)).toURL().openConnection();
                connection.setReadTimeout(10_000);
                answers.add(connection.getResponseCode());
                connection.disconnect();
            }
        }

        @Override
        public void flush() {
            // Written already.
        }

        @Override
        public void close() {
            // Nothing to end.
        }
    }
}
