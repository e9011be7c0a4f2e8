package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.CliRun;
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
    void anEmptyFolderFails() throws IOException {
        CliRun run = CliRun.of("preprocess", Files.createDirectory(temp.resolve("midi")), temp.resolve("store"));
        assertEquals(1, run.exit());
        assertTrue(run.error().contains("no MIDI files here"), run.err());
    }
}
