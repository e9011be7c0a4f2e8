package org.amadeus.cli.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.cli.CliRun;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code quantize} as a user meets it, and {@code generate -q}. */
class QuantizeCommandTest {
    @TempDir
    private Path folder;

    private Path session;
    private Path out;

    @BeforeEach
    void save() {
        session = session("float.amadeus", 16);
        out = folder.resolve("int8.amadeus");
    }

    @Test
    void fromMidiToAQuantizedSessionAndItsReport() throws IOException {
        Path dataset = dataset();
        Path statistics = folder.resolve("stats.yaml");
        CliRun collect = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-d",
                dataset,
                "-q",
                statistics,
                "--batches",
                1,
                "--batch-size",
                1);
        assertEquals(0, collect.exit(), collect.err());
        assertFalse(Files.exists(out));

        Path report = folder.resolve("report.json");
        CliRun run = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-d",
                dataset,
                "-q",
                statistics,
                "-o",
                out,
                "--scheme",
                "distiller",
                "--max-ppl-ratio",
                2,
                "--report",
                report);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("int8 x int8, int32 sums"), run.out());
        assertTrue(Files.size(report) > 1000);
        assertTrue(Files.exists(folder.resolve("report-weights.png")));
        assertTrue(Files.exists(folder.resolve("report-activations.png")));

        CliRun again = CliRun.of("quantize", "--no-times", "-s", out, "-o", folder.resolve("twice.amadeus"));
        assertEquals(1, again.exit());
        assertTrue(again.error().contains("quantized already"), again.error());

        CliRun tooStrict = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-d",
                dataset,
                "-o",
                out,
                "--max-ppl-ratio",
                0.5,
                "--windows",
                2);
        assertEquals(1, tooStrict.exit());
        assertTrue(tooStrict.error().contains("hurt most"), tooStrict.error());
        assertTrue(tooStrict.error().contains("alone"), tooStrict.error());

        CliRun music = CliRun.of(
                "generate", "-s", session, "-q", statistics, "-l", 50, "-o", folder.resolve("a"), "--seed", 1);
        assertEquals(0, music.exit(), music.err());
    }

    @Test
    void whatItSaysToDoNextWorksWithAndWithoutHeldOutMusic() {
        for (String share : List.of("1", "0.001")) {
            Path dataset = dataset(share);
            Path statistics = folder.resolve("stats " + share + ".yaml");
            CliRun collect = CliRun.of(
                    "quantize", "-s", session, "-d", dataset, "-q", statistics, "--batches", 1, "--batch-size", 1);
            assertEquals(0, collect.exit(), collect.err());
            String next = collect.out().lines().reduce((before, last) -> last).orElseThrow();
            String compared = share.equals("1") ? " -d " + dataset : "";
            assertEquals(
                    "Next: amadeus quantize -s " + session + " -q \"" + statistics + "\" -o small.amadeus" + compared
                            + " --scheme distiller",
                    next);
            List<Object> words = new ArrayList<>(List.of("quantize", "-s", session, "-q", statistics, "-o", out));
            words.addAll(share.equals("1") ? List.of("-d", dataset, "--max-ppl-ratio", 2, "--windows", 2) : List.of());
            words.addAll(List.of("--scheme", "distiller", "--no-times"));
            assertEquals(0, CliRun.of(words.toArray()).exit());
        }
    }

    @Test
    void weightsNeedNoMusic() {
        CliRun run = CliRun.of("quantize", "--no-times", "-s", session, "-o", out, "--gates", "float32");
        assertEquals(0, run.exit(), run.err());
        assertFalse(SessionFiles.load(out).isPlain());
        assertEquals(
                0,
                CliRun.of("generate", "-s", out, "-l", 50, "-o", folder.resolve("b"))
                        .exit());
    }

    @Test
    void int4WeightsListenToMusic() {
        CliRun run = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-o",
                out,
                "-d",
                dataset(),
                "--scheme",
                "int4",
                "--batches",
                2,
                "--batch-size",
                2,
                "--max-ppl-ratio",
                2);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("gru.cells.1.fc_gate_h      int4     float32"), run.out());
        assertTrue(run.out().contains("gru.cells.0.fc_gate_h      int8     float32"), run.out());
        assertTrue(CliRun.of("info", out).out().contains(" int4 (quantized)"));
        CliRun music = CliRun.of("generate", "-s", out, "-l", 50, "-o", folder.resolve("c"), "--seed", 1);
        assertEquals(0, music.exit(), music.err());
        CliRun floats = CliRun.of("convert", out, folder.resolve("float again.amadeus"), "--float");
        assertEquals(0, floats.exit(), floats.err());
    }

    @Test
    void aFileTakesNoMoreThanItIsToldTo() throws IOException {
        Path dataset = dataset();
        Path report = folder.resolve("sized.json");
        CliRun run = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-o",
                out,
                "-d",
                dataset,
                "--target-size",
                "60kB",
                "--batches",
                2,
                "--batch-size",
                2,
                "--windows",
                2,
                "--max-ppl-ratio",
                9,
                "--valid",
                dataset,
                "--sensitivity",
                "--report",
                report);
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.size(out) <= 60_000 && Files.size(out) > 45_000, "" + Files.size(out));
        assertTrue(run.out().contains("chosen"), run.out());
        assertTrue(run.out().contains("where one layer alone is quantized"), run.out());
        String json = Files.readString(report);
        assertTrue(json.contains("mixed for 0.06 MB"), json);
        assertTrue(json.contains("calibrated_on"), json);
        assertEquals(
                0,
                CliRun.of("generate", "-s", out, "-l", 50, "-o", folder.resolve("d"))
                        .exit());
    }

    @Test
    void allSchemesStandSideBySide() {
        CliRun run = CliRun.of(
                "quantize",
                "--no-times",
                "-s",
                session,
                "-d",
                dataset(),
                "--compare",
                "--batches",
                1,
                "--batch-size",
                2,
                "--windows",
                2);
        assertEquals(0, run.exit(), run.err());
        for (String scheme : List.of("weight-only", "dynamic", "int4", "int3", "int2", "distiller")) {
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith(scheme)), run.out());
        }
    }

    @Test
    void wrongUseIsSaid() {
        assertFails(2, "--target-size is 3 pounds", "quantize", "-s", session, "-o", out, "--target-size", "3 pounds");
        assertFails(
                2,
                "give one of them",
                "quantize",
                "-s",
                session,
                "-o",
                out,
                "--target-size",
                "1MB",
                "--scheme",
                "int4");
        assertFails(2, "--target-bits is 99", "quantize", "-s", session, "-o", out, "--target-bits", 99);
        assertFails(2, "give -d DATASET", "quantize", "-s", session, "-o", out, "--target-bits", 3);
        assertFails(2, "give -d DATASET", "quantize", "-s", session, "--compare");
        assertFails(2, "leave out", "quantize", "-s", session, "--compare", "-o", out, "-d", folder);
        assertFails(2, "--sensitivity", "quantize", "-s", session, "-o", out, "--sensitivity");
        assertFails(2, "nothing to write", "quantize", "--no-times", "-s", session);
        assertFails(2, "-d DATASET", "quantize", "--no-times", "-s", session, "-q", folder.resolve("s.yaml"));
        assertFails(2, "float32 only", "quantize", "--no-times", "-s", session, "-o", folder.resolve("a.sess"));
        assertFails(2, "--scheme is int1", "quantize", "--no-times", "-s", session, "-o", out, "--scheme", "int1");
        assertFails(2, "give -d DATASET", "quantize", "--no-times", "-s", session, "-o", out, "--scheme", "int4");
        assertFails(2, "amadeus quantize -s", "generate", "-s", session, "--scheme", "int4");
        assertFails(2, "--max-ppl-ratio", "quantize", "--no-times", "-s", session, "-o", out, "--max-ppl-ratio", "NaN");
        assertFails(1, "needs statistics", "quantize", "--no-times", "-s", session, "-o", out, "--scheme", "distiller");
        assertFails(1, "quantized already", "generate", "--scheme", "weight-only");
        assertFalse(Files.exists(out));
    }

    /** Not after minutes of calibration: here the dataset is not even there. */
    @Test
    void whatCannotBeWrittenIsSaidBeforeAnythingIsRead() throws IOException {
        Path file = Files.createDirectory(folder.resolve("folder.amadeus"));
        Path report = Files.createDirectory(folder.resolve("folder.json"));
        Path none = folder.resolve("none");
        assertFails(2, "-o " + file + ": is a folder", "quantize", "-s", session, "-d", none, "-o", file);
        assertFails(
                2,
                "--report " + report + ": is a folder",
                "quantize",
                "-s",
                session,
                "-d",
                none,
                "-o",
                out,
                "--report",
                report);
    }

    @Test
    void evaluateHoldsItAgainstTheFloatSession() throws IOException {
        Path dataset = dataset();
        assertEquals(
                0, CliRun.of("quantize", "-s", session, "-o", out, "--no-times").exit());
        CliRun run = CliRun.of("evaluate", "-s", out, "--against", session, "-d", dataset, "--threads", 1);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains(out + ", held against " + session), run.out());
        assertTrue(run.out().contains("held-out music, its controls given: "), run.out());
        assertTrue(run.out().contains("held-out music, no controls: "), run.out());
        assertTrue(run.out().contains("gru.cells.1.fc_gate_h      int8     float32"), run.out());

        assertFails(
                1,
                "expected two sessions of the same model",
                "evaluate",
                "-s",
                out,
                "--against",
                session("other", 9),
                "-d",
                dataset);
    }

    @Test
    void badStatisticsAreNamed() throws IOException {
        assertBad("version 7", "# amadeus statistics, version 7\n" + layer("-1.0", "1.0"));
        assertBad("is missing", layer("-1.0", "1.0").replace("inithid_fc", "other"));
        assertBad("expected a finite number", layer(".nan", "1.0"));
        assertBad("not inverted", layer("2.0", "1.0"));
        assertBad("another model", layer("-1.0", "1.0"));
    }

    private void assertBad(String fault, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), yaml);
        assertFails(1, fault, "quantize", "--no-times", "-s", session, "-q", file, "-o", out, "--scheme", "distiller");
        assertFails(1, fault, "generate", "-s", session, "-q", file, "-o", folder.resolve("m"));
    }

    private static String layer(String min, String max) {
        String range = String.format("{min: %s, max: %s, avg_min: -1.0, avg_max: 1.0, mean: 0.0, std: 1.0,", min, max);
        return "inithid_fc:\n  inputs:\n    0: " + range + " shape: '(8, 8)'}\n  output: " + range
                + " shape: '(8, 999)'}\n";
    }

    private static void assertFails(int exit, String fault, Object... args) {
        CliRun run = CliRun.of(args);
        assertEquals(exit, run.exit(), run.err());
        assertTrue(run.err().contains(fault), run.err());
    }

    private Path session(String name, int hidden) {
        ModelConfig config = new ModelConfig(8, 240, 24, hidden, 2, 0, CodecProfile.REFERENCE);
        Session made = new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, 1)),
                Optional.empty(),
                TrainingProgress.NONE,
                Map.of());
        SessionFiles.save(made, folder.resolve(name));
        return folder.resolve(name);
    }

    /** Two pieces by the bundled model, all held out. */
    @Test
    void whatNothingIsCalibratedByIsWrongUsage() throws IOException {
        Path dataset = dataset();
        for (String option : List.of("--batches", "--batch-size", "--seed")) {
            CliRun run = CliRun.of("quantize", "-s", session, "-o", out, "-d", dataset, option, 2);
            assertEquals(2, run.exit(), run.err());
            assertTrue(run.error().contains(option + " is about the music that few bits and"), run.err());
        }
        assertFalse(Files.exists(out));
    }

    private Path dataset() {
        return dataset("1");
    }

    /** @param share of the pieces to hold out */
    private Path dataset(String share) {
        Path midi = folder.resolve("midi");
        assertEquals(
                0,
                CliRun.of("generate", "-l", 300, "-b", 2, "-o", midi, "--seed", 3)
                        .exit());
        Path store = folder.resolve("dataset-" + share);
        CliRun made =
                CliRun.of("preprocess", midi, store, "--profile", "reference", "--valid-ratio", share, "--threads", 1);
        assertEquals(0, made.exit(), made.err());
        return store;
    }
}
