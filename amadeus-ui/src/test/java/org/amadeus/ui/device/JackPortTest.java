package org.amadeus.ui.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JackPortTest {
    private static final long LONGEST_SECONDS = 60;
    private static final String SERVER =
            "amadeus-test-" + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @Test
    void aMessageHasThePlaceThatItHadInTheCycleBefore() {
        assertEquals(0, JackOutput.place(-500, 0, 256));
        assertEquals(17, JackOutput.place(17, 0, 256));
        assertEquals(40, JackOutput.place(17, 40, 256), "never before the one that was sent before it");
        assertEquals(256, JackOutput.place(256, 40, 256), "the next cycle's");
        assertEquals(256, JackOutput.place(9000, 0, 256));
    }

    /** A server without a sound card; {@code jackd} of JACK 2. */
    @Test
    void whatIsSentComesBackThroughAServer() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "jackd"))),
                "jackd is not installed");
        Process server = server();
        Process loop = null;
        List<String> lines = new ArrayList<>();
        try {
            Thread.sleep(1000);
            assumeTrue(server.isAlive(), "jackd does not start here");
            loop = start(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    JackLoop.class.getName());
            CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(loop::destroyForcibly);
            try (BufferedReader reader = loop.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                    if (line.equals("stop the server")) {
                        server.destroy();
                    } else if (line.equals("start the server")) {
                        server.waitFor();
                        server = server();
                    }
                }
            }
            assertTrue(loop.waitFor(10, TimeUnit.SECONDS), lines.toString());
        } finally {
            server.destroy();
            if (loop != null) {
                loop.destroy();
            }
        }
        assertEquals(
                List.of("c3 7 0", "f8 0 0", "f2 5 6", "e2 1 2"),
                lines.subList(0, Math.min(4, lines.size())),
                lines::toString);
        assertTrue(lines.get(4).startsWith("40 notes"), lines.toString());
        System.out.println(lines.get(4));
        assertEquals("before it closed: 80", lines.get(5));
        assertEquals("JACK: the device is gone. Is it switched on and plugged in?", lines.get(7));
        assertTrue(lines.get(8).startsWith("JACK: no JACK server runs."), lines.toString());
        assertEquals("when it is back: 9a", lines.get(10), lines.toString());
    }

    /** It waits for its clients, however slow the machine is: else a message would be lost where one is late. */
    private Process server() throws IOException {
        return start("jackd", "-S", "-t", "30000", "-r", "-n", SERVER, "-d", "dummy", "-r", "48000", "-p", "256");
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile());
        builder.environment().put("JACK_DEFAULT_SERVER", SERVER);
        if (command[0].equals("jackd")) {
            builder.redirectOutput(folder.resolve("server.txt").toFile());
        }
        return builder.start();
    }
}
