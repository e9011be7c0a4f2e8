package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** A few scales as MIDI files: music that is easy to learn. */
final class MadeUpScales {
    private MadeUpScales() {}

    static Path write(Path folder, int pieces) throws IOException {
        for (int piece = 0; piece < pieces; piece++) {
            List<Note> scale = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int pitch = 48 + piece % 7 + 2 * (i % 12);
                scale.add(new Note(0.2 * i, 0.2 * i + 0.2, pitch, 64));
            }
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(scale)), folder.resolve(piece + ".mid"));
        }
        return folder;
    }
}
