package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessCommandTest {
    @TempDir
    private Path temp;

    @Test
    void makesADatasetAndNamesWhatItSkips() throws IOException {
        NoteSequence notes = NoteSequence.of(new Note(0, 0.5, 60, 64), new Note(0.5, 1, 64, 80));
        MidiWriter.write(MidiFileBuilder.of("Piano", notes), temp.resolve("midi/two.mid"));
        Files.writeString(temp.resolve("midi/text.mid"), "text");

        CliRun first = CliRun.of("preprocess", temp.resolve("midi"), temp.resolve("store"), "--threads", 1);
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.out().startsWith("read 2 files of 2 in "), first.out());
        assertTrue(first.out().contains("skipped text.mid: "), first.out());

        CliRun second = CliRun.of("preprocess", temp.resolve("midi"), temp.resolve("store"));
        assertTrue(second.out().startsWith("read 0 files of 2 in "), second.out());
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        assertEquals(2, CliRun.of("preprocess", "a", "b", "--threads", 0).exit());
        assertEquals(2, CliRun.of("preprocess", "a", "b", "--valid-ratio", 1.5).exit());
        assertEquals(2, CliRun.of("preprocess", "a", "b", "--profile", "other").exit());
        assertEquals(2, CliRun.of("preprocess", "a").exit());
    }

    @Test
    void namesOfNoFileInAListAreWarnedOf() throws IOException {
        MadeUpMidi.write(temp.resolve("midi"), 3, 20);
        Path list = Files.writeString(temp.resolve("list.txt"), "piece0.mid\npiece9.mid\npieces/piece1.mid\n");
        CliRun run = CliRun.of("preprocess", temp.resolve("midi"), temp.resolve("store"), "--exclude", list);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("2 pieces "), run.out());
        assertEquals(
                "amadeus: warning: --exclude " + list + ": 2 names are of no file here, the first: piece9.mid",
                run.err().strip());
        Files.writeString(list, "piece0.mid\n");
        assertEquals(
                "",
                CliRun.of("preprocess", temp.resolve("midi"), temp.resolve("store"), "--exclude", list)
                        .err());
    }

    @Test
    void piecesThatATableDoesNotKnowAreWarnedOf() throws IOException {
        MadeUpMidi.write(temp.resolve("midi"), 3, 20);
        Path table = Files.writeString(
                temp.resolve("table.csv"),
                "canonical_composer,canonical_title,midi_filename\nBach,Fugue,piece0.mid\nBach,Fugue,gone.mid\n");
        CliRun run = CliRun.of("preprocess", temp.resolve("midi"), temp.resolve("store"), "--metadata", table);
        assertEquals(0, run.exit(), run.err());
        assertEquals(
                "amadeus: warning: --metadata " + table
                        + ": 2 pieces have no line there and no composition, the first: piece1.mid",
                run.err().strip());
    }

    @Test
    void anEmptyFolderFails() throws IOException {
        CliRun run = CliRun.of("preprocess", Files.createDirectory(temp.resolve("midi")), temp.resolve("store"));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("no MIDI files here"), run.err());
    }
}
