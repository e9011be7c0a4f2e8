package org.amadeus.cli.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.cli.CliProcess;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputNamesTest {
    @TempDir
    private Path folder;

    @Test
    void areKnownWhereverTheyStand() {
        assertTrue(OutputNames.among("plot", "a.mid", "/dev/stdout"));
        assertTrue(OutputNames.among("quantize", "-o/dev/fd/1"));
        assertTrue(OutputNames.among("quantize", "--report=/proc/self/fd/1"));
        assertFalse(OutputNames.among("plot", "a.mid", "a/dev/stdout", "/dev/stdout.png", "/dev/fd/11", "/dev/stderr"));
    }

    @Test
    void aFileThatGoesThereIsAllThatGoesThere() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/stdout")), "the system has no such device");
        MadeUpMidi.write(folder, 1, 3);
        Path piece = folder.resolve("piece0.mid");
        Path png = folder.resolve("a.png");
        CliRun run = CliRun.of("plot", piece, png);
        assertEquals(0, run.exit(), run.err());
        assertArrayEquals(Files.readAllBytes(png), written("plot", piece.toString(), "/dev/stdout"));
    }

    private byte[] written(String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path said = folder.resolve("said");
        Process process = CliProcess.builder(List.of(), List.of(), words)
                .redirectOutput(out.toFile())
                .redirectError(said.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> words[0]);
        assertTrue(Files.readString(said).contains("/dev/stdout  3 notes"), Files.readString(said));
        return Files.readAllBytes(out);
    }
}
