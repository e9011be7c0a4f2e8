package org.amadeus.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** MIDI files to learn from: random notes, the same every time. */
public final class MadeUpMidi {
    private MadeUpMidi() {}

    /** Writes so many pieces of so many notes into a folder. */
    public static void write(Path folder, int pieces, int notes) throws IOException {
        for (int piece = 0; piece < pieces; piece++) {
            Random random = new Random(piece);
            List<Note> played = new ArrayList<>();
            for (int i = 0; i < notes; i++) {
                played.add(new Note(0.2 * i, 0.2 * i + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
            }
            MidiWriter.write(
                    MidiFileBuilder.of("Piano", NoteSequence.of(played)), folder.resolve("piece" + piece + ".mid"));
        }
    }
}
