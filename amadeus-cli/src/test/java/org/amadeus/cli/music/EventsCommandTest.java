package org.amadeus.cli.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.amadeus.cli.CliRun;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    @TempDir
    private Path temp;

    private Path midi;

    @BeforeEach
    void writeTwoNotes() throws IOException {
        midi = temp.resolve("two.mid");
        NoteSequence notes = NoteSequence.of(new Note(0, 0.5, 60, 64), new Note(0.5, 1, 64, 80));
        MidiWriter.write(MidiFileBuilder.of("Piano", notes), midi);
    }

    @Test
    void listsAnEventALine() {
        CliRun run = CliRun.of("events", midi);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith("2 notes, "), run.out());
        assertTrue(run.out().contains("note on C4"), run.out());
        assertTrue(run.out().contains("note off E4"), run.out());
    }

    @Test
    void printsJson() throws IOException {
        CliRun run = CliRun.of("events", midi, "--json", "--profile", "reference");
        assertEquals(0, run.exit(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("reference", json.get("profile").asText());
        assertEquals("[[0.0,0.5,60,64],[0.5,1.0,64,80]]", json.get("notes").toString());
        assertEquals(json.get("events").size(), json.get("controls").size());
        assertEquals(13, json.get("controls").get(0).size());
        assertEquals(39, json.get("events").get(1).asInt());
    }

    @Test
    void writesWhatTheEventsDecodeTo() throws IOException {
        Path heard = temp.resolve("heard.mid");
        assertEquals(0, CliRun.of("events", midi, "--roundtrip", heard).exit());
        NoteSequence notes = MidiReader.read(heard).notes();
        assertEquals(2, notes.size());
        assertEquals(0.5, notes.get(1).start(), 0.016);
    }

    @Test
    void aDamagedFileIsOneLineAndLenientKeepsWhatWasRead() throws IOException {
        byte[] whole = Files.readAllBytes(midi);
        Path cut = Files.write(temp.resolve("cut.mid"), Arrays.copyOf(whole, whole.length - 10));
        CliRun strict = CliRun.of("events", cut);
        assertEquals(1, strict.exit());
        assertTrue(strict.error().startsWith("amadeus: " + cut + ": track 1, byte "), strict.err());
        CliRun lenient = CliRun.of("events", cut, "--lenient");
        assertEquals(0, lenient.exit(), lenient.err());
    }

    @Test
    void aMissingFileIsNamed() {
        CliRun run = CliRun.of("events", temp.resolve("none.mid"));
        assertEquals(1, run.exit());
        assertTrue(run.error().endsWith("none.mid: no such file or folder"), run.err());
    }

    @Test
    void everyCommandReadsAFaultyFileWithTheSameWord() throws IOException {
        byte[] bytes = Files.readAllBytes(midi);
        bytes[11] = 7; // seven tracks declared
        Path faulty = Files.write(temp.resolve("faulty.mid"), bytes);
        String warning = "amadeus: " + faulty + ": its header declares 7 tracks, it has 2";
        Object[][] calls = {
            {"events", faulty},
            {"info", faulty},
            {"plot", faulty, temp.resolve("a.png")},
            {"render", faulty, temp.resolve("a.wav")},
        };
        for (Object[] call : calls) {
            CliRun run = CliRun.of(call);
            assertEquals(0, run.exit(), run.err());
            assertEquals(warning, run.error(), call[0].toString());
            Object[] strict = Arrays.copyOf(call, call.length + 1);
            strict[call.length] = "--strict";
            assertEquals(1, CliRun.of(strict).exit(), call[0].toString());
            assertEquals(warning, CliRun.of(strict).error(), call[0].toString());
        }
        assertEquals(2, CliRun.of("events", faulty, "--strict", "--lenient").exit(), "one of them");
    }

    @Test
    void infoTellsOfAFileThatOneProfileCannotRead() throws IOException {
        byte[] bytes = Files.readAllBytes(midi);
        bytes[12] = (byte) 0xE7; // 25 frames a second
        bytes[13] = 40;
        CliRun run = CliRun.of("info", Files.write(temp.resolve("smpte.mid"), bytes));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("SMPTE time code, 25 frames a second of 40 ticks"), run.out());
        assertTrue(run.out().contains("none, it has SMPTE time code, which the reference profile"), run.out());
    }

    @Test
    void noControlCharacterOfANameReachesTheTerminal() {
        CliRun run = CliRun.of("events", temp.resolve("a\u001b[2Jb\u0007.mid"));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("a\\e[2Jb\\u0007.mid"), run.err());
    }
}
