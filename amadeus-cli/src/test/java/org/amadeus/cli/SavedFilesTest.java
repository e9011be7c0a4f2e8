package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every command that writes keeps to where writing fails: the old content whole or the new content whole, a word of
 * what failed, and nothing left over once it was run again.
 */
class SavedFilesTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private static Path inputs;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeInputs() throws IOException {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "faults are made by a POSIX shell");
        MadeUpMidi.write(inputs.resolve("midi"), 4, 300);
        succeed("preprocess", inputs.resolve("midi"), inputs.resolve("dataset"), "--valid-ratio", 0.5);
        train(inputs.resolve("model.amadeus"), 1);
    }

    /** A command that writes, what it is to write, and its words, OUT standing for where. */
    static Stream<Arguments> writers() {
        return Stream.of(
                Arguments.of("out.wav", List.of("render", "IN/midi/piece0.mid", "OUT/out.wav")),
                Arguments.of("out.png", List.of("plot", "IN/midi/piece0.mid", "OUT/out.png")),
                Arguments.of("out.sess", List.of("convert", "IN/model.amadeus", "OUT/out.sess")),
                Arguments.of("out.amadeus", List.of("convert", "IN/model.amadeus", "OUT/out.amadeus")),
                Arguments.of("out.bin", List.of("export", "-s", "IN/model.amadeus", "--web", "OUT/out.bin")),
                Arguments.of("out.amadeus", List.of("quantize", "-s", "IN/model.amadeus", "-o", "OUT/out.amadeus")),
                Arguments.of(
                        "out.amadeus",
                        List.of(
                                "train",
                                "-s",
                                "OUT/out.amadeus",
                                "-d",
                                "IN/dataset",
                                "-b",
                                "2",
                                "-w",
                                "20",
                                "-p",
                                "hidden_dim=32,gru_layers=1",
                                "--iterations",
                                "2")),
                Arguments.of("", List.of("preprocess", "IN/midi", "OUT")),
                Arguments.of(
                        "",
                        List.of(
                                "generate",
                                "-s",
                                "IN/model.amadeus",
                                "-l",
                                "2000",
                                "-b",
                                "2",
                                "--seed",
                                "3",
                                "-o",
                                "OUT")));
    }

    /** As on a full disk: no file may grow beyond half a kilobyte. */
    @ParameterizedTest
    @MethodSource("writers")
    void aFullDiskLeavesWhatWasThere(String target, List<String> words) throws Exception {
        Path file = folder.resolve(target.isEmpty() ? "other.txt" : target);
        byte[] old = "what was there".getBytes(StandardCharsets.UTF_8);
        boolean session = words.get(0).equals("train");
        if (!session) { // what it is given must be a session
            Files.write(file, old);
        }
        Map<String, Long> before = contents();
        Ended ended = run("ulimit -f 1; exec \"$@\"", words);
        assertEquals(1, ended.exit(), ended.said());
        assertTrue(ended.said().lines().anyMatch(line -> line.startsWith("amadeus: ")), ended.said());
        assertTrue(!ended.said().contains("\tat "), ended.said());
        Map<String, Long> after = contents();
        before.forEach((name, content) -> assertEquals(content, after.get(name), name + " is as it was"));
        after.keySet().forEach(name -> assertTrue(!name.endsWith(".part"), name + " is left"));

        if (!target.isEmpty() && !session) {
            assertArrayEquals(old, Files.readAllBytes(file));
        }
        succeed(places(words).toArray());
    }

    /** What is made for the while needs room too: not where the music is. */
    @Test
    void aFullTemporaryFolderIsNamed() throws Exception {
        Ended ended = run("ulimit -f 1; exec \"$@\"", List.of("evaluate", "-s", "IN/model.amadeus", "-d", "IN/midi"));
        assertEquals(1, ended.exit(), ended.said());
        String temporary = System.getProperty("java.io.tmpdir");
        assertTrue(ended.said().contains("amadeus: " + temporary + ": cannot hold the events of "), ended.said());
        assertTrue(ended.said().contains("set TMPDIR"), ended.said());
    }

    /** Where a folder is in the way, nobody may write, root included. */
    @ParameterizedTest
    @MethodSource("writers")
    void whatIsNoFolderIsNamed(String target, List<String> words) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        CliRun run = CliRun.of(places(words).stream()
                .map(word -> word.replace(folder.toString(), file.toString()))
                .toArray());
        assertTrue(run.exit() == 1 || run.exit() == 2, run.exit() + ": " + run.err());
        assertTrue(run.err().contains(file.toString()), run.err());
        assertTrue(!run.err().contains("\tat "), run.err());
        assertEquals("not a folder", Files.readString(file));
    }

    @Test
    void killedWhileSavingTheFileIsOldOrNew() throws Exception {
        killWhileSaving(3);
    }

    @Test
    @Tag("slow")
    void killedWhileSavingAHundredTimesTheFileIsOldOrNew() throws Exception {
        killWhileSaving(100);
    }

    private void killWhileSaving(int times) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path big = folder.resolve("big.amadeus");
        succeed(
                "train",
                "-s",
                big,
                "-d",
                inputs.resolve("dataset"),
                "-b",
                1,
                "-w",
                20,
                "-p",
                "hidden_dim=256",
                "--iterations",
                1);
        Path out = folder.resolve("out.amadeus");
        List<String> convert = List.of("convert", big.toString(), out.toString());
        succeed("convert", big, folder.resolve("whole.amadeus"));
        byte[] whole = Files.readAllBytes(folder.resolve("whole.amadeus"));
        byte[] old = "old".getBytes(StandardCharsets.UTF_8);
        int caught = 0;
        for (int i = 0; i < times; i++) {
            Files.write(out, old);
            Set<String> before = names();
            Process process = start("exec \"$@\"", convert);
            while (process.isAlive() && before.containsAll(names())) {
                Thread.onSpinWait();
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
            process.destroyForcibly().waitFor();
            byte[] found = Files.readAllBytes(out);
            if (found.length == old.length) {
                assertArrayEquals(old, found, "kill " + i + ", seed " + seed);
                caught++;
            } else {
                assertArrayEquals(whole, found, "kill " + i + ", seed " + seed);
            }
        }
        System.out.println(caught + " of " + times + " were killed before the file was there, seed " + seed);
        succeed(convert.toArray());
        assertArrayEquals(whole, Files.readAllBytes(out));
        names().forEach(name -> assertTrue(!name.endsWith(".part"), name + " is left"));
    }

    private static void train(Path file, int iterations) {
        succeed(
                "train",
                "-s",
                file,
                "-d",
                inputs.resolve("dataset"),
                "-b",
                2,
                "-w",
                20,
                "-p",
                "hidden_dim=32,gru_layers=1",
                "--iterations",
                iterations);
    }

    private static void succeed(Object... words) {
        CliRun run = CliRun.of(words);
        assertEquals(0, run.exit(), run.err());
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Name and length of every file in the folder. */
    private Map<String, Long> contents() throws IOException {
        Map<String, Long> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return contents;
    }

    private List<String> places(List<String> words) {
        return words.stream()
                .map(word -> word.replace("IN/", inputs + "/").replace("OUT", folder.toString()))
                .toList();
    }

    private record Ended(int exit, String said) {}

    private Ended run(String shell, List<String> words) throws Exception {
        Process process = start(shell, words);
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end: " + words);
        Path said = inputs.resolve("said.txt");
        return new Ended(process.exitValue(), Files.readString(said));
    }

    private Process start(String shell, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(places(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(inputs.resolve("said.txt").toFile()))
                .start();
    }
}
