package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.params.provider.MethodSource;

/** MIDI files: read, turned into notes and events by either profile, written and read again. */
class MidiFuzzTest {
    /**
     * Music of a day has 86,400 events of rest, which take most of the time without reaching anything new: of what lasts
     * longer than this, seconds, one input in sixteen becomes events.
     */
    private static final double LONG = 60;

    static Stream<byte[]> seeds() {
        MidiFileBuilder two = new MidiFileBuilder(480, 90);
        two.track("one").program(0, 0).notes(0, notes());
        two.track("two").program(1, 3).notes(1, notes());
        return Stream.of(MidiWriter.toBytes(two.build()));
    }

    private static NoteSequence notes() {
        return NoteSequence.of(java.util.List.of(new Note(0, 0.5, 60, 80), new Note(0.25, 1, 64, 90)));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"MThd", "MTrk", "RIFF", "RMID", "\\x00\\x00\\x00\\x06", "data"})
    @FuzzTest
    void reads(byte[] file) throws Exception {
        for (Tolerance tolerance : Tolerance.values()) {
            Bounded.read(file.length, () -> {
                MidiFile midi = MidiReader.parse("input", file, tolerance);
                if (midi.notes().end() < LONG || file.length % 16 == 0) {
                    for (CodecProfile profile : CodecProfile.values()) {
                        EventCodec codec = EventCodec.of(profile);
                        codec.decode(codec.encode(midi.notes()));
                    }
                }
                MidiFile again = MidiReader.parse("written", MidiWriter.toBytes(midi), Tolerance.STRICT);
                if (again.notes().size() != midi.notes().size()) {
                    throw new AssertionError(midi.notes() + " was written as " + again.notes());
                }
            });
        }
    }
}
