package org.amadeus.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.ModelSizes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to copy begin with the program's name as it was typed. */
class CalledAsTest {
    private static final String TYPED = "./amadeus";

    @TempDir
    private Path folder;

    private Path session;
    private Path dataset;

    @BeforeEach
    void make() throws IOException {
        session = folder.resolve("model.amadeus");
        ModelConfig config = ModelSizes.parse("hidden_dim=16,gru_layers=2,init_dim=8")
                .applyTo(ModelConfig.defaults(CodecProfile.EXPRESSIVE));
        SessionFiles.save(Session.untrained(config, 1), session);
        dataset = folder.resolve("dataset");
        MadeUpMidi.write(folder.resolve("midi"), 4, 60);
        assertEquals(
                0,
                CliRun.of("preprocess", folder.resolve("midi"), dataset, "--valid-ratio", 0.5)
                        .exit());
    }

    @Test
    void inWhatGenerateSays() {
        Path out = folder.resolve("out");
        assertSays("Next: ./amadeus play " + out, "generate", "-s", session, "-l", 50, "-o", out);
        assertSays("first, ./amadeus quantize -s " + session, "generate", "-s", session, "--scheme", "int4", "-o", out);
    }

    @Test
    void inWhatQuantizeSays() {
        Path small = folder.resolve("small.amadeus");
        Path statistics = folder.resolve("stats.yaml");
        assertSays("or play: ./amadeus generate -s " + small, "quantize", "--no-times", "-s", session, "-o", small);
        assertSays("./amadeus convert " + small, "quantize", "-s", small, "-o", folder.resolve("again.amadeus"));
        assertSays(
                "Next: ./amadeus quantize -s " + session,
                "quantize",
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
        assertSays(
                "Next: ./amadeus generate -s " + small,
                "quantize",
                "--no-times",
                "-s",
                session,
                "-o",
                small,
                "-d",
                dataset,
                "--windows",
                2);
        assertSays(
                "./amadeus convert " + small,
                "train",
                "-s",
                small,
                "-d",
                dataset,
                "--quantize",
                "int3",
                "-o",
                folder.resolve("third.amadeus"));
    }

    @Test
    void inWhatTrainSaysOfASmallCopy() {
        Path small = folder.resolve("small.amadeus");
        assertSays(
                "Next: ./amadeus generate -s " + small,
                "train",
                "-s",
                session,
                "-d",
                dataset,
                "--quantize",
                "int3",
                "-o",
                small,
                "-w",
                20,
                "-b",
                2,
                "--iterations",
                1);
    }

    @Test
    void aNameWithBlanksIsQuoted() {
        CliRun run = CliRun.calledAs("/opt/my music/amadeus", "generate", "-s", session, "--nonsense");
        assertTrue(run.err().contains("\"/opt/my music/amadeus\" generate --help"), run.err());
    }

    private static void assertSays(String expected, Object... words) {
        CliRun run = CliRun.calledAs(TYPED, words);
        String said = run.out() + run.err();
        assertTrue(said.contains(expected), said);
        assertFalse(said.contains(" amadeus "), said);
    }
}
