package org.amadeus.cli.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.cli.CliRun;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {
    @TempDir
    private Path folder;

    private Path session;

    @BeforeEach
    void saveASmallSession() {
        session = save(new ModelConfig(4, 240, 24, 16, 2, 0, CodecProfile.EXPRESSIVE), "small.amadeus");
    }

    private Path save(ModelConfig config, String name) {
        Path file = folder.resolve(name);
        SessionFiles.save(
                new Session(
                        config,
                        StepGraph.build(config, Parameters.initial(config, 1)),
                        Optional.empty(),
                        TrainingProgress.NONE,
                        Map.of()),
                file);
        return file;
    }

    private CliRun generate(Path out, Object... more) {
        List<Object> args = new ArrayList<>(List.of("generate", "-s", session, "-o", out));
        args.addAll(List.of(more));
        return CliRun.of(args.toArray());
    }

    @Test
    void writesAFileForEachPieceAndSaysWhatIsNext() throws IOException {
        Path out = folder.resolve("pieces");
        CliRun run = generate(out, "-l", 300, "-b", 3, "--seed", 5);
        assertEquals(0, run.exit(), run.err());
        for (String name : List.of("output-000.mid", "output-001.mid", "output-002.mid")) {
            assertTrue(run.out().contains(out.resolve(name).toString()), run.out());
            assertTrue(MidiReader.read(out.resolve(name)).notes().size() > 0);
        }
        assertFalse(Files.exists(out.resolve("output-003.mid")));
        assertTrue(run.out().contains("Seed 5. Next: amadeus play " + out.resolve("output-000.mid")), run.out());
    }

    @Test
    void aPieceBySecondsIsAboutThatLongAndIsOver() throws IOException {
        Path out = folder.resolve("pieces");
        assertEquals(0, generate(out, "--seconds", 12, "-b", 3, "--seed", 5).exit());
        for (String name : List.of("output-000.mid", "output-001.mid", "output-002.mid")) {
            NoteSequence notes = MidiReader.read(out.resolve(name)).notes();
            assertEquals(12, notes.end(), 8, "an untrained model waits long");
            double lastStroke =
                    notes.asList().stream().mapToDouble(Note::start).max().orElseThrow();
            assertTrue(
                    notes.end() - lastStroke >= 0.05, "a stroke " + (notes.end() - lastStroke) + " s before the end");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds 0            | --seconds is 0.0, expected 1 .. 3600",
                "--seconds NaN          | --seconds is NaN, expected 1 .. 3600",
                "--seconds 3601         | --seconds is 3601.0, expected 1 .. 3600",
                "--seconds 9 -l 100     | --seconds and -l both say how long",
                "--seconds 9 -B 4       | say how many with -l, not --seconds"
            })
    void lengthsThatMakeNoSenseAreUsageErrors(String options, String message) {
        CliRun run = generate(folder.resolve("pieces"), (Object[]) options.split(" +"));
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void anEarlierPieceIsNeverOverwritten() throws IOException {
        Path out = folder.resolve("pieces");
        assertEquals(0, generate(out, "-l", 60, "-b", 2, "--seed", 1).exit());
        byte[] first = Files.readAllBytes(out.resolve("output-000.mid"));
        CliRun second = generate(out, "-l", 60, "-b", 2, "--seed", 2, "--png");
        assertEquals(0, second.exit(), second.err());
        assertArrayEquals(first, Files.readAllBytes(out.resolve("output-000.mid")));
        for (String name : List.of("output-002.mid", "output-002.png", "output-003.mid", "output-003.png")) {
            assertTrue(second.out().contains(out.resolve(name).toString()), second.out());
            assertTrue(Files.exists(out.resolve(name)), name);
        }
        assertTrue(second.out().contains("Next: amadeus play " + out.resolve("output-002.mid")), second.out());
        assertFalse(second.out().contains("output-000"), second.out());

        Files.writeString(out.resolve("output-017.wav"), "a recording of something else");
        Files.writeString(out.resolve("output-x.mid"), "no number");
        assertTrue(generate(out, "-l", 60, "--seed", 3).out().contains("output-018.mid"));

        CliRun forced = generate(out, "-l", 60, "--seed", 4, "--force");
        assertTrue(forced.out().contains(out.resolve("output-000.mid").toString()), forced.out());
        assertFalse(Arrays.equals(first, Files.readAllBytes(out.resolve("output-000.mid"))));
    }

    @Test
    void aSeedRepeatsThePiece() throws IOException {
        for (String name : List.of("a", "b")) {
            assertEquals(
                    0, generate(folder.resolve(name), "-l", 200, "--seed", 9).exit());
        }
        assertEquals(
                0,
                generate(folder.resolve("c"), "-l", 200, "--seed", 9, "--threads", 2)
                        .exit());
        assertEquals(0, generate(folder.resolve("d"), "-l", 200, "--seed", 10).exit());
        assertArrayEquals(piece("a"), piece("b"));
        assertArrayEquals(piece("a"), piece("c"));
        assertFalse(Arrays.equals(piece("a"), piece("d")));
    }

    private byte[] piece(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name).resolve("output-000.mid"));
    }

    @Test
    void takesEveryOptionAtOnce() throws IOException {
        Path midi = midi();
        CliRun run = generate(
                folder.resolve("all"),
                "-l",
                60,
                "-b",
                2,
                "-i",
                midi,
                "-c",
                midi,
                "-T",
                0.8,
                "-g",
                0.2,
                "--top-k",
                30,
                "--top-p",
                0.9,
                "-z",
                "--seed",
                1,
                "--threads",
                2,
                "--no-guards",
                "--primer-mode",
                "reference");
        assertEquals(0, run.exit(), run.err());
        CliRun beams = generate(folder.resolve("beams"), "-l", 40, "-B", 3, "--stochastic", "-c", ";4", "-i", midi);
        assertEquals(0, beams.exit(), beams.err());
    }

    @Test
    void thePieceBeginsWithThePrimer() throws IOException {
        Path midi = midi();
        assertEquals(0, generate(folder.resolve("primed"), "-l", 50, "-i", midi).exit());
        NoteSequence notes =
                MidiReader.read(folder.resolve("primed/output-000.mid")).notes();
        List<Integer> pitches = notes.asList().stream().map(Note::pitch).toList();
        assertEquals(List.of(60, 64, 67), pitches.subList(0, 3));
    }

    private Path midi() throws IOException {
        Path file = folder.resolve("theme.mid");
        NoteSequence notes =
                NoteSequence.of(new Note(0, 0.4, 60, 80), new Note(0.5, 0.9, 64, 80), new Note(1, 1.4, 67, 80));
        MidiWriter.write(MidiFileBuilder.of("Theme", notes), file);
        return file;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-T 0                  | -T is 0.0",
                "-g 2                  | -g is 2.0",
                "--top-p 0             | --top-p is 0.0",
                "--top-k -1            | --top-k is -1",
                "-l 0                  | -l is 0",
                "-l 99999999           | -l is 99999999",
                "-b 0                  | -b is 0",
                "-b 100 -B 100         | -b 100 times -B 100",
                "--threads 3           | --threads is 3",
                "--stochastic          | --stochastic is for a beam search",
                "-B 4 --top-k 3        | -B does not draw",
                "--max-silence 0       | --max-silence is 0.0",
                "-c 2,0,1;4            | -c: control \"2,0,1;4\": 3 numbers before ';', expected 12",
                "-l many               | Invalid value for option '--length'",
                "--primer-mode other   | Invalid value for option '--primer-mode'",
                "--nonsense            | Unknown option: '--nonsense'"
            })
    void aWrongOptionIsOneLineAndExit2(String options, String expected) {
        CliRun run = generate(folder.resolve("none"), (Object[]) options.split(" "));
        assertEquals(2, run.exit());
        assertTrue(run.error().startsWith("amadeus: " + expected), run.error());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @ParameterizedTest
    @CsvSource({"-i, nowhere.mid", "-c, nowhere.mid", "-s, nowhere.amadeus"})
    void aMissingFileIsOneLineAndExit1(String option, String file) {
        CliRun run = CliRun.of("generate", "-o", folder.resolve("none"), option, folder.resolve(file));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains(file), run.error());
    }

    @Test
    void aModelThatIsNoneForThisMusicSaysSo() {
        session = save(new ModelConfig(4, 240, 3, 8, 1, 0, CodecProfile.EXPRESSIVE), "controls.amadeus");
        CliRun run = generate(folder.resolve("none"), "-c", ";4");
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("controls have 3 values, expected 24"), run.error());
        session = save(new ModelConfig(4, 100, 24, 8, 1, 0, CodecProfile.EXPRESSIVE), "events.amadeus");
        run = generate(folder.resolve("none"));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("100 events, expected 240"), run.error());
    }
}
