package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
        assumeTrue(new NodeTool(folder).runs("node", "--version"), "Node is not installed");
        try (Stream<Path> modules = Files.list(MODULES)) {
            for (Path module : modules.toList()) {
                // A module by its ending: the page's own .js is one only to a browser that is told so.
                Path copy = Files.copy(module, folder.resolve(module.getFileName() + ".mjs"));
                assertEquals("", new NodeTool(folder).said("node", "--check", copy.toString()), module.toString());
            }
        }
    }

    @Test
    void nodeSeesAMistake() throws Exception {
        assumeTrue(new NodeTool(folder).runs("node", "--version"), "Node is not installed");
        Path wrong = Files.writeString(folder.resolve("wrong.mjs"), "export const = 1;");
        assertTrue(
                new NodeTool(folder).said("node", "--check", wrong.toString()).contains("SyntaxError"));
    }

    @Test
    void theTypesInTheCommentsHold() throws Exception {
        assumeTrue(
                new NodeTool(folder).runs("tsc", "--version"),
                "the TypeScript compiler is not installed: npm install -g typescript");
        assertEquals("", new NodeTool(folder).said("tsc", "-p", "jsconfig.json"));
    }
}
