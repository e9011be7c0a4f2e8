package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
    @Test
    void whatIsInItGoesWithIt() throws IOException {
        TemporaryFolder folder = new TemporaryFolder("amadeus-test");
        try (folder) {
            Files.createDirectories(folder.path().resolve("a/b"));
            Files.writeString(folder.path().resolve("a/b/c"), "music");
            assertTrue(Files.exists(folder.path().resolve("a/b/c")));
        }
        assertFalse(Files.exists(folder.path()));
    }

    @Test
    void aProgramThatEndsLeavesNone(@TempDir Path temporary) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ending.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(3, program.waitFor(), said);
        assertTrue(said.contains("amadeus-test"), said);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    0,
                    left.filter(path -> path.toString().contains("amadeus-test"))
                            .count());
        }
    }

    static final class Ending {
        public static void main(String[] arguments) throws IOException {
            TemporaryFolder folder = new TemporaryFolder("amadeus-test");
            System.out.println(Files.writeString(folder.path().resolve("piece"), "music"));
            System.exit(3);
        }
    }
}
