package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMidiThroughDataVecTest {
    @TempDir
    Path folder;

    @Test
    void countsTheStrikesOfEveryFile() throws Exception {
        Note c = new Note(0, 0.5, 60, 64);
        Note e = new Note(0.5, 1, 64, 64);
        MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(c, e)), folder.resolve("one.mid"));
        MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(c)), folder.resolve("below/two.mid"));

        int[] strikes = ReadMidiThroughDataVec.countStrikes(folder);
        assertEquals(2, strikes[60 - 21]);
        assertEquals(1, strikes[64 - 21]);
        assertEquals(3, Arrays.stream(strikes).sum());
    }
}
