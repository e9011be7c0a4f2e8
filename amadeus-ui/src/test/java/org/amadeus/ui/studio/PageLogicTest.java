package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the page's modules do, without a browser: the tests of src/test/js, each file in a Node.js of its own. Skipped
 * where Node 20 or later is not installed.
 */
class PageLogicTest {
    private static final Path MODULES = Path.of("src/main/resources/org/amadeus/ui/studio/page/js");
    private static final Path TESTS = Path.of("src/test/js");
    private static final Path SCRIPTS = Path.of("src/test/resources/live");

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> everyFileOfTests() throws Exception {
        assumeTrue(
                new NodeTool(folder).said("node", "--version").matches("v(2\\d|[3-9]\\d)\\..*\\s*"),
                "Node 20 or later is not installed");
        copy(MODULES, folder.resolve("js"));
        copy(TESTS, folder.resolve("test"));
        copy(SCRIPTS, folder.resolve("live"));
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Files.writeString(folder.resolve("scripts.json"), RandomKeyboard.scripts(new Random(seed), 60, 120));
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("test"))) {
            files.filter(file -> file.toString().endsWith(".test.js"))
                    .sorted()
                    .forEach(file -> tests.add(DynamicTest.dynamicTest(file.getFileName() + "", () -> pass(file))));
        }
        assertTrue(tests.size() > 3, "the tests are not found");
        return tests;
    }

    private void pass(Path file) throws Exception {
        String said = new NodeTool(folder).said("node", "--test", "--test-reporter=tap", file.toString());
        assertTrue(said.contains("# fail 0") && said.contains("# cancelled 0") && !said.contains("# pass 0"), said);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
