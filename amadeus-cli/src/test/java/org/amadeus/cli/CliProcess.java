package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command as a program of its own, which can be ended by Ctrl-C. */
public final class CliProcess implements AutoCloseable {
    /** The exit code that a shell expects of a program that Ctrl-C ended. */
    public static final int CTRL_C = 130;

    /** Longer than anything here takes on any machine. */
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final Path said;

    private CliProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts it; skips the test where there are no signals.
     *
     * @param said  where what it prints is written
     * @param flags of its JVM
     * @param words the command line
     */
    public static CliProcess start(Path said, List<String> flags, String... words) throws IOException {
        return start(said, List.of(), flags, words);
    }

    /**
     * Starts it where no file can grow beyond so many KiB: to a program, a disk that is full.
     *
     * @param kibibytes at least what the JVM itself writes
     */
    public static CliProcess startLimited(Path said, int kibibytes, String... words) throws IOException {
        List<String> shell = List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$0\" \"$@\"");
        return start(said, shell, List.of("-XX:-UsePerfData"), words);
    }

    private static CliProcess start(Path said, List<String> shell, List<String> flags, String... words)
            throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "signals are sent by kill");
        Process process = builder(shell, flags, words)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new CliProcess(process, said);
    }

    /** What starts it, with more flags for the JVM, where nothing of it is known beforehand. */
    public static ProcessBuilder builder(List<String> shell, List<String> flags, String... words) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--add-exports",
                "java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true"));
        command.addAll(flags);
        // Surefire hides the class path in a jar's manifest.
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command);
    }

    /** By whole names: a process may begin in another folder. */
    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it has printed. */
    public String said() throws IOException {
        return Files.readString(said);
    }

    /** A condition on what it has printed. */
    public interface Condition {
        boolean holds(String said) throws IOException;
    }

    /** Waits for something while it runs; fails where it ends before. */
    public void await(Condition condition) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!condition.holds(said())) {
            boolean late = System.nanoTime() - began > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            assertTrue(process.isAlive() && !late, "it does not come to that: " + said());
            Thread.sleep(5);
        }
    }

    /** Presses Ctrl-C and waits for the end. Returns the exit code. */
    public int interrupt() throws IOException, InterruptedException {
        return signal("INT");
    }

    /** Sends a signal and waits for the end. Returns the exit code. */
    public int signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        return end();
    }

    /** Waits for the end. Returns the exit code. */
    public int end() throws IOException, InterruptedException {
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end: " + said());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
