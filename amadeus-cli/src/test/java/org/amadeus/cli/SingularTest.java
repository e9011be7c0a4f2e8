package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what there is one of, commands say one. */
class SingularTest {
    private static final Pattern ONE_OF_MANY =
            Pattern.compile("(?<![\\d.,])1 (\\w+ )?(pieces|files|notes|events|tracks|tempos"
                    + "|windows|iterations|layers|batches|GRU layers)\\b");

    @TempDir
    private Path folder;

    private void run(Object... words) {
        CliRun run = CliRun.of(words);
        assertEquals(0, run.exit(), run.err());
        assertFalse(ONE_OF_MANY.matcher(run.out() + run.err()).find(), () -> run.out() + run.err());
    }

    @Test
    void everyCommandThatCounts() throws IOException {
        Path midi = folder.resolve("midi");
        MadeUpMidi.write(midi, 1, 1);
        Path piece = midi.resolve("piece0.mid");
        run("info", piece);
        run("events", piece);
        run("plot", piece, folder.resolve("a.png"));
        run("evaluate", "--generated", midi, "-d", midi);
        run("preprocess", midi, folder.resolve("dataset"), "--valid-ratio", 0);
        Path session = folder.resolve("a.amadeus");
        run(
                "train",
                "-s",
                session,
                "-d",
                folder.resolve("dataset"),
                "-b",
                1,
                "-w",
                4,
                "-p",
                "hidden_dim=8,gru_layers=1",
                "--iterations",
                1);
        run("info", session);
        run("evaluate", "-s", session, "-d", folder.resolve("dataset"));
        run("generate", "-s", session, "-l", 20, "-o", folder);
    }
}
