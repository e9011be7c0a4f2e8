package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of the Node.js world, which the build does without where they are not installed. */
final class NodeTool {
    private final Path said;

    /** @param folder where to put what they say */
    NodeTool(Path folder) {
        said = folder.resolve("said.txt");
    }

    /** Whether a command runs and ends well. */
    boolean runs(String... command) throws InterruptedException {
        try {
            return started(command).waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a command said, on both its outputs. */
    String said(String... command) throws Exception {
        Process process = started(command);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> String.join(" ", command));
        return Files.readString(said);
    }

    private Process started(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }
}
