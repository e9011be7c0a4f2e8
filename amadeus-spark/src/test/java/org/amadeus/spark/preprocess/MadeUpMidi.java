package org.amadeus.spark.preprocess;

import java.io.IOException;
import java.nio.file.Files;
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

    public static NoteSequence notes(int count, long seed) {
        Random random = new Random(seed);
        List<Note> played = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(4) * 0.1;
            played.add(new Note(time, time + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
        }
        return NoteSequence.of(played);
    }

    public static void write(Path file, int notes, long seed) throws IOException {
        MidiWriter.write(MidiFileBuilder.of("Piano", notes(notes, seed)), file);
    }

    /** A folder with so many files, two more that are no music, and one with a fault that can be got by. */
    public static Path folder(Path folder, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            write(folder.resolve(String.format("set%d/piece %03d.mid", i % 3, i)), 30 + i, i);
        }
        Files.writeString(folder.resolve("broken.mid"), "not music");
        Files.write(folder.resolve("set1/empty.MIDI"), new byte[0]);
        byte[] whole = Files.readAllBytes(folder.resolve("set0/piece 000.mid"));
        byte[] late = new byte[whole.length + 3];
        System.arraycopy(whole, 0, late, 3, whole.length);
        Files.write(folder.resolve("set2/late.mid"), late);
        return folder;
    }
}
