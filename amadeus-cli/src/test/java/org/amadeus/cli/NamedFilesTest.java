package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do where a name leads to something other than the file that they want. */
class NamedFilesTest {
    @TempDir
    private static Path folder;

    @TempDir
    private Path outputs;

    @BeforeAll
    static void makeInputs() throws IOException {
        MadeUpMidi.write(folder.resolve("midi"), 2, 60);
        succeed("preprocess", folder.resolve("midi"), folder.resolve("dataset"), "--valid-ratio", 0);
        succeed(
                "train",
                "-s",
                folder.resolve("model.amadeus"),
                "-d",
                folder.resolve("dataset"),
                "-b",
                2,
                "-w",
                20,
                "-p",
                "hidden_dim=8,gru_layers=1",
                "--iterations",
                1);
    }

    private static void succeed(Object... words) {
        CliRun run = CliRun.of(words);
        assertEquals(0, run.exit(), run.err());
    }

    private CliRun run(List<String> words, String named) {
        return CliRun.of(words.stream()
                .map(word -> word.replace("NAMED", named)
                        .replace("IN", folder.toString())
                        .replace("OUT", outputs.toString()))
                .toArray());
    }

    /** Commands that read a file, NAMED, whole. */
    static Stream<List<String>> readers() {
        return Stream.of(
                List.of("info", "NAMED"),
                List.of("events", "NAMED"),
                List.of("plot", "NAMED", "OUT/a.png"),
                List.of("render", "NAMED", "OUT/a.wav"),
                List.of("play", "NAMED", "--out", "missing"),
                List.of("render", "IN/midi/piece0.mid", "OUT/a.wav", "--soundfont", "NAMED"),
                List.of("generate", "-l", "20", "-o", "OUT", "-s", "NAMED"),
                List.of("generate", "-l", "20", "-o", "OUT", "-i", "NAMED"),
                List.of("generate", "-l", "20", "-o", "OUT", "-c", "NAMED"),
                List.of("generate", "-l", "20", "-o", "OUT", "-s", "IN/model.amadeus", "-q", "NAMED"),
                List.of("quantize", "--no-times", "-s", "NAMED", "-o", "OUT/q.amadeus"),
                List.of("quantize", "--no-times", "-s", "IN/model.amadeus", "-o", "OUT/q.amadeus", "--rules", "NAMED"),
                List.of("convert", "NAMED", "OUT/b.amadeus"),
                List.of("export", "-s", "NAMED", "--web", "OUT/b.bin"),
                List.of("studio", "-s", "NAMED", "--port", "0"),
                List.of(
                        "train",
                        "-s",
                        "IN/model.amadeus",
                        "-d",
                        "IN/dataset",
                        "--quantize",
                        "NAMED",
                        "-o",
                        "OUT/few.amadeus"),
                List.of("train", "-s", "OUT/new.amadeus", "-d", "IN/dataset", "--recipe", "NAMED"),
                List.of("preprocess", "IN/midi", "OUT/dataset", "--metadata", "NAMED"),
                List.of("preprocess", "IN/midi", "OUT/dataset", "--exclude", "NAMED"),
                List.of("download", "a", "OUT/midi", "--catalogue", "NAMED"));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aFolderIsNamed(List<String> words) throws IOException {
        Path named = Files.createDirectory(outputs.resolve("a folder"));
        CliRun run = run(words, named.toString());
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: " + named + ": is a folder"), run.err());
        assertTrue(run.error().contains(", expected "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    /** It has no name of its own, and lies in no other. */
    @ParameterizedTest
    @MethodSource("readers")
    void theRootIsAFolderToo(List<String> words) {
        Path root = folder.getRoot();
        CliRun run = run(words, root.toString());
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: " + root + ": is a folder"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert IN/model.amadeus /",
                "quantize --no-times -s IN/model.amadeus -o /",
                "export -s IN/model.amadeus --web /",
                "plot IN/midi/piece0.mid /",
                "render IN/midi/piece0.mid /",
                "events IN/midi/piece0.mid --roundtrip /",
                "teach IN/midi -s IN/model.amadeus -o /",
                "duet --record /"
            })
    void theRootIsNotWrittenTo(String words) {
        CliRun run = run(List.of(words.split(" ")), "");
        assertTrue(run.exit() == 1 || run.exit() == 2, run.err());
        assertTrue(run.error().contains("/: ") && run.error().contains("is a folder"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    /** A folder where not even root may make files. */
    @Test
    void whereNothingMayBeMadeTheFileAndTheReasonAreSaid() {
        Path folder = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(folder), "the system has no such folder");
        Path file = folder.resolve("b.amadeus");
        CliRun run = run(List.of("convert", "IN/model.amadeus", file.toString()), "");
        assertEquals(1, run.exit(), run.err());
        assertTrue(
                run.error().matches("amadeus: " + file + ": can't be written: [^/]+\\. The file is as it was"),
                run.err());
    }

    @Test
    void norIsWhatIsMadeBesideARecordingNamed() {
        Path folder = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(folder), "the system has no such folder");
        CliRun run = run(List.of("render", "IN/midi/piece0.mid", folder + "/b.wav"), "");
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: " + folder + "/b.wav: "), run.err());
        assertTrue(!run.err().contains(".raw"), run.err());
    }

    /** What is made beside a file must not be named longer than it. */
    @Test
    void aNameMayBeAsLongAsNamesCanBe() {
        Path longest = outputs.resolve("n".repeat(251) + ".wav");
        CliRun run = CliRun.of("render", folder.resolve("midi/piece0.mid"), longest);
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.isRegularFile(longest));
    }

    @Test
    void soMayATakesName() {
        Path longest = outputs.resolve("n".repeat(251) + ".mid");
        CliRun run = CliRun.of("duet", "--in", "missing", "--record", longest);
        assertTrue(run.error().startsWith("amadeus: no MIDI input is called \"missing\""), run.err());
        assertTrue(Files.notExists(longest));
    }

    /** It has no end: as much of it is read as such a file may have. */
    @ParameterizedTest
    @MethodSource("readers")
    void aDeviceIsNoFile(List<String> words) {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "the system has no such device");
        CliRun run = run(words, zeros.toString());
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().startsWith("amadeus: " + zeros + ": "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aNameThatIsEmptyIsWrongUsage(List<String> words) {
        CliRun run = run(words, "");
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().contains("empty") || run.error().startsWith("amadeus: -c: "), run.err());
    }

    /** What {@code info} says of a file that comes through a pipe. */
    private CliRun infoThroughAPipe(Path file) throws Exception {
        Path pipe = outputs.resolve("pipe");
        assumeTrue(
                Files.exists(Path.of("/bin/sh"))
                        && new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
                "the system has no pipes with names");
        Process writer = new ProcessBuilder("sh", "-c", "cat \"$0\" >\"$1\"", file.toString(), pipe.toString()).start();
        try {
            return CliRun.of("info", pipe);
        } finally {
            writer.destroy();
        }
    }

    @Test
    void aPipeOfMusicIsRead() throws Exception {
        CliRun run = infoThroughAPipe(folder.resolve("midi/piece0.mid"));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("60, pitches"), run.out());
    }

    @Test
    void aPipeOfASessionIsSaidToBeNone() throws Exception {
        CliRun run = infoThroughAPipe(folder.resolve("model.amadeus"));
        assertEquals(1, run.exit(), run.err());
        assertEquals(
                "amadeus: " + outputs.resolve("pipe")
                        + ": is a pipe or a device and gives no MIDI file. A session is read from a file: name that",
                run.err().strip());
    }

    /** Neither a file called so is written, nor one is looked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "info -",
                "events -",
                "play -",
                "events IN/midi/piece0.mid --roundtrip -",
                "render IN/midi/piece0.mid -",
                "render - OUT/a.wav",
                "plot IN/midi/piece0.mid -",
                "generate -l 20 -o -",
                "generate -l 20 -o OUT -i -",
                "generate -l 20 -o OUT -c -",
                "convert IN/model.amadeus -",
                "export -s IN/model.amadeus --web -",
                "export -s IN/model.amadeus --site -",
                "quantize --no-times -s IN/model.amadeus -o -",
                "quantize --no-times -s IN/model.amadeus -o OUT/q.amadeus --report -",
                "quantize -s IN/model.amadeus -d IN/dataset -q -",
                "train -s - -d IN/dataset --iterations 1",
                "train -s IN/model.amadeus -d IN/dataset --quantize - -o OUT/q.amadeus",
                "teach IN/midi -o -",
                "preprocess IN/midi -",
                "preprocess - OUT/dataset",
                "evaluate -d IN/dataset --generated IN/midi --png -",
                "download a - --catalogue IN/list",
                "duet --record -"
            })
    void aDashIsNoFile(String words) {
        CliRun run = run(List.of(words.split(" ")), "");
        assertEquals(2, run.exit(), run.err());
        assertTrue(
                run.error().contains("\"-\" is not the name of a file here. Write /dev/stdout for the standard output"),
                run.err());
        assertTrue(Files.notExists(Path.of("-")));
    }

    /** Commands that would write over what they read, NAMED. */
    static Stream<List<String>> overwriters() {
        return Stream.of(
                List.of("events", "NAMED", "--roundtrip", "NAMED"),
                List.of("render", "NAMED", "NAMED"),
                List.of("plot", "NAMED", "NAMED"),
                List.of("convert", "NAMED", "NAMED", "--weights", "float16"),
                List.of("quantize", "--no-times", "-s", "NAMED", "-o", "NAMED"),
                List.of("quantize", "-s", "NAMED", "-d", "IN/dataset", "-q", "NAMED"),
                List.of("quantize", "--no-times", "-s", "NAMED", "-o", "OUT/q.amadeus", "--report", "NAMED"),
                List.of("teach", "IN/midi", "-s", "NAMED", "-o", "NAMED", "--iterations", "1"),
                List.of("export", "-s", "NAMED", "--web", "NAMED"));
    }

    @ParameterizedTest
    @MethodSource("overwriters")
    void whatIsReadIsNotWrittenOver(List<String> words) throws IOException {
        Path read = outputs.resolve("precious");
        boolean music = List.of("events", "render", "plot").contains(words.get(0));
        Files.copy(folder.resolve(music ? "midi/piece0.mid" : "model.amadeus"), read);
        byte[] before = Files.readAllBytes(read);
        Path link = outputs.resolve("link");
        Files.createSymbolicLink(link, read);
        CliRun run = run(words, read.toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().endsWith(read + ": is the file that is read, name another"), run.err());
        List<String> byLink = Stream.concat(
                        words.subList(0, words.lastIndexOf("NAMED")).stream(), Stream.of(link.toString()))
                .toList();
        CliRun linked = run(byLink, read.toString());
        assertEquals(2, linked.exit(), linked.err());
        assertArrayEquals(before, Files.readAllBytes(read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convert IN/model.amadeus OUT/song.mid",
                "quantize --no-times -s IN/model.amadeus -o OUT/song.mid",
                "quantize --no-times -s IN/model.amadeus -o OUT/q.amadeus --report OUT/song.mid",
                "quantize -s IN/model.amadeus -d IN/dataset -q OUT/song.mid",
                "teach IN/midi -o OUT/song.mid",
                "events IN/midi/piece0.mid --roundtrip OUT/song.wav"
            })
    void aNameOfAnotherKindIsRefused(String words) throws IOException {
        CliRun run = run(List.of(words.split(" ")), "");
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.error().contains("song.") && run.error().contains("expected a name that ends in "), run.err());
    }

    @Test
    void aTakeIsNotRecordedOver() throws IOException {
        Path take = outputs.resolve("evening.mid");
        Files.copy(folder.resolve("midi/piece0.mid"), take);
        CliRun run = CliRun.of("duet", "--record", take);
        assertEquals(2, run.exit(), run.err());
        assertEquals(
                "amadeus: --record " + take
                        + ": is there already, and what was played is not to be lost: name another file",
                run.error());
    }
}
