package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page's modules, held to JavaScript's grammar where Node is installed and to the types in their comments where the
 * TypeScript compiler is too; skipped elsewhere, as the build needs neither.
 */
class PageSyntaxTest {
    private static final Path MODULES = Path.of("src/main/resources/org/amadeus/ui/studio/page/js");

    @TempDir
    private Path folder;

    @Test
    void everyModuleIsJavaScript() throws Exception {
        assumeTrue(runs("node", "--version"), "Node is not installed");
        try (Stream<Path> modules = Files.list(MODULES)) {
            for (Path module : modules.toList()) {
                // A module by its ending: the page's own .js is one only to a browser that is told so.
                Path copy = Files.copy(module, folder.resolve(module.getFileName() + ".mjs"));
                assertEquals("", said("node", "--check", copy.toString()), module.toString());
            }
        }
    }

    @Test
    void nodeSeesAMistake() throws Exception {
        assumeTrue(runs("node", "--version"), "Node is not installed");
        Path wrong = Files.writeString(folder.resolve("wrong.mjs"), "export const = 1;");
        assertTrue(said("node", "--check", wrong.toString()).contains("SyntaxError"));
    }

    @Test
    void theTypesInTheCommentsHold() throws Exception {
        assumeTrue(runs("tsc", "--version"), "the TypeScript compiler is not installed: npm install -g typescript");
        assertEquals("", said("tsc", "-p", "jsconfig.json"));
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            return started(command).waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String said(String... command) throws Exception {
        Process process = started(command);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> String.join(" ", command));
        return Files.readString(folder.resolve("said.txt"));
    }

    private Process started(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }
}
