package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** MIDI files for tests: random notes, the same for the same seed. */
public final class MadeUpMidi {
    private MadeUpMidi() {}

    public static void write(Path file, int notes, long seed) throws IOException {
        Random random = new Random(seed);
        List<Note> played = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < notes; i++) {
            time += random.nextInt(4) * 0.1;
            played.add(new Note(time, time + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
        }
        MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(played)), file);
    }

    /** A folder with so many files. */
    public static Path folder(Path folder, int files, int notes) throws IOException {
        for (int i = 0; i < files; i++) {
            write(folder.resolve(String.format("set%d/piece%03d.mid", i % 3, i)), notes, i);
        }
        return folder;
    }
}
