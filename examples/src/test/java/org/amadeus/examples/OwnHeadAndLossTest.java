package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnHeadAndLossTest {
    @TempDir
    Path folder;

    @Test
    void bothHeadsLearn() throws Exception {
        for (int piece = 0; piece < 5; piece++) {
            List<Note> scale = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int pitch = 48 + piece % 7 + 2 * (i % 12);
                scale.add(new Note(0.2 * i, 0.2 * i + 0.2, pitch, 64));
            }
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(scale)), folder.resolve(piece + ".mid"));
        }
        List<Double> losses = OwnHeadAndLoss.run(folder, 60);
        assertEquals(Math.log(240) + 0.3 * Math.log(4), losses.get(0), 0.5, "at first all events are alike");
        assertTrue(losses.get(59) < 0.5 * losses.get(0), losses.toString());
    }
}
