package org.amadeus.cli.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PieceNamesTest {
    private static final MidiFile PIECE = MidiFileBuilder.of("Piano", NoteSequence.of(new Note(0, 1, 60, 64)));

    @TempDir
    private Path folder;

    @Test
    void whatAnotherRunWroteMeanwhileStays() throws IOException {
        PieceNames names = PieceNames.behindThoseIn(folder);
        Path theirs = Files.writeString(folder.resolve("output-000.mid"), "another run's");
        assertEquals(folder.resolve("output-001.mid"), names.write(PIECE));
        assertEquals(folder.resolve("output-002.mid"), names.write(PIECE));
        assertEquals("another run's", Files.readString(theirs));
        assertEquals(
                folder.resolve("output-000.mid"), PieceNames.fromZero(folder).write(PIECE));
    }

    /** No run writes these names again. */
    @Test
    void whatAKilledRunLeftHalfWrittenIsDeleted() throws IOException {
        Files.writeString(folder.resolve("output-000.mid"), "a piece");
        Files.writeString(folder.resolve(".output-000.wav.999999999-1-0123abcd.part"), "half");
        Path other = Files.writeString(folder.resolve(".mine.wav.999999999-1-0123abcd.part"), "another program's");
        PieceNames.behindThoseIn(folder).write(PIECE);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    Set.of(folder.resolve("output-000.mid"), folder.resolve("output-001.mid"), other),
                    files.collect(Collectors.toSet()));
        }
    }

    @Test
    @Timeout(60)
    void aFileInTheFoldersPlaceIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("output"), "no folder");
        assertThrows(IOException.class, () -> PieceNames.behindThoseIn(file).write(PIECE));
    }
}
