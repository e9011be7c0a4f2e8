package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user runs it: a process of its own. Runs after packaging, so that there is something to launch. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("amadeus.home", ".."), "amadeus")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path folder;

    @BeforeAll
    static void onlyWhereThereIsAShell() {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "the launcher's tests need a POSIX shell");
    }

    @Test
    void saysItsVersionAndNothingElse() throws Exception {
        CliRun run = launch(Map.of(), LAUNCHER, "--version");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("Amadeus "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), LAUNCHER);
        assertEquals(0, launch(Map.of(), link, "--version").exit());
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() throws Exception {
        CliRun run = launch(Map.of(), LAUNCHER, "generate", "-l", "many");
        assertEquals(2, run.exit());
        assertTrue(run.error().startsWith("amadeus: "), run.err());
        assertTrue(run.error().contains("many"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        CliRun run = launch(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, "--version");
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("JAVA_HOME is " + folder), run.err());
    }

    @Test
    void tooLittleMemoryIsOneLineAndExitCodeOne() throws Exception {
        CliRun run = launch(
                Map.of("AMADEUS_JAVA_OPTS", "-Xmx8m"), LAUNCHER, "generate", "-l", "10", "-o", folder.resolve("none"));
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: out of memory ("), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void generatesMusicThatCanBeReadBack() throws Exception {
        Path output = folder.resolve("music");
        CliRun run = launch(Map.of(), LAUNCHER, "generate", "-l", "300", "--seed", "7", "-o", output);
        assertEquals(0, run.exit(), run.err());
        Path piece = output.resolve("output-000.mid");
        assertTrue(Files.size(piece) > 200, "a piece of 300 events is longer than that");
        CliRun info = launch(Map.of(), LAUNCHER, "info", piece);
        assertEquals(0, info.exit(), info.err());
        assertFalse(info.out().isBlank());
    }

    @Test
    void aSeedGivesTheSameMusic() throws Exception {
        for (String name : List.of("a", "b")) {
            launch(Map.of(), LAUNCHER, "generate", "-l", "200", "--seed", "3", "-o", folder.resolve(name));
        }
        assertEquals(
                -1,
                Files.mismatch(
                        folder.resolve("a").resolve("output-000.mid"),
                        folder.resolve("b").resolve("output-000.mid")));
    }

    /** Training is done by the native libraries' threads, a step by Java's own. A java that says what it was given tells. */
    @Test
    void nativeLibrariesHaveThreadsWhereTheyWork() throws Exception {
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.0-test\"\n");
        Files.writeString(java, "#!/bin/sh\necho $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS\n");
        assertTrue(java.toFile().setExecutable(true));
        Map<String, String> environment = Map.of("JAVA_HOME", home.toString(), "OMP_NUM_THREADS", "3");
        for (String command : List.of(
                "train -s a -d b --threads 2",
                "train --threads=2",
                "benchmark train --threads 2",
                "benchmark --threads 2 train",
                "evaluate -d b --threads 2")) {
            assertThreads("2 2", environment, command);
        }
        assertThreads("3 3", environment, "train -s a -d b");
        for (String command : List.of(
                "generate", "benchmark step --threads 2", "studio", "evaluate -s a --against b -d c --threads 2")) {
            assertThreads("1 1", environment, command);
        }
    }

    private void assertThreads(String expected, Map<String, String> environment, String command) throws Exception {
        CliRun run = launch(environment, LAUNCHER, (Object[]) command.split(" "));
        assertEquals(expected, run.out().strip(), command + run.err());
    }

    private CliRun launch(Map<String, String> environment, Path launcher, Object... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("no end after five minutes: " + command);
        }
        // The filter behind the error stream ends a moment after the JVM.
        Thread.sleep(50);
        return new CliRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
