package org.amadeus.data.midi.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.notes.Note;
import org.junit.jupiter.api.Test;

/** Small files as programs wrote them, each with one fault. */
class FaultyFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/faults/midi");

    private static MidiFile read(String name) throws IOException {
        return MidiReader.read(FOLDER.resolve(name));
    }

    private static void assertRead(String name, String warning, int... pitches) throws IOException {
        MidiFile file = read(name);
        List<Integer> found = file.notes().asList().stream().map(Note::pitch).toList();
        assertEquals(java.util.Arrays.stream(pitches).boxed().toList(), found, name);
        if (warning == null) {
            assertEquals(List.of(), file.warnings());
        } else {
            assertEquals(1, file.warnings().size(), file.warnings().toString());
            assertEquals(FOLDER.resolve(name) + ": " + warning, file.warnings().get(0));
            assertThrows(MidiFormatException.class, () -> MidiReader.read(FOLDER.resolve(name), Tolerance.STRICT));
        }
    }

    @Test
    void everyNoteIsReadAndTheFaultTold() throws IOException {
        assertRead("two-tracks.mid", "track 0, byte 18: its length says 26 bytes, it has 20", 60, 67);
        assertRead("one-track-too-small.mid", "track 0, byte 18: its length says 9 bytes, it has 22", 60, 62);
        assertRead("length-zero.mid", "track 0, byte 18: its length says 0 bytes, it has 22", 60, 64);
        assertRead("vendor-first.mid", "its header declares 3 tracks, it has 2 and 1 chunk of other kinds", 60, 67);
        assertRead("header-says-one-of-two.mid", "its header declares 1 track, it has 2", 60, 67);
        assertRead(
                "cc7-255.mid",
                "track 0, byte 34: data byte 0xff of a channel message, expected 0x00 .. 0x7f",
                60,
                62,
                64);
        assertRead("escape_name.mid", null, 60);
        assertRead("late-note.mid", null, 60, 64);
    }

    @Test
    void aRepetitionWrittenOnBeforeOffIsTwoNotes() throws IOException {
        assertEquals(
                List.of(new Note(0, 1, 60, 70), new Note(1, 2, 60, 90)),
                read("one-track.mid").notes().asList());
    }

    @Test
    void aTailOfControllersIsNoMusic() throws IOException {
        assertTrue(read("controller-tail.mid").notes().end() < 15);
    }

    @Test
    void theReasonFitsAHeaderThatIsCut() {
        MidiFormatException e = assertThrows(MidiFormatException.class, () -> read("cut-header.mid"));
        assertEquals(10, e.offset());
        assertEquals("the file ends in the middle of the header (expected 4 more bytes)", e.reason());
    }
}
