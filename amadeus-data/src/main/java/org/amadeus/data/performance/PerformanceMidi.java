package org.amadeus.data.performance;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Makes MIDI files of events. */
public final class PerformanceMidi {
    private PerformanceMidi() {}

    /** The MIDI file that these events decode to. */
    public static MidiFile of(EventSequence events, CodecProfile profile) {
        NoteSequence notes = EventCodec.of(profile).decode(events);
        return profile == CodecProfile.REFERENCE ? referenceFile(notes) : MidiFileBuilder.of("Piano", notes);
    }

    /** As the Python implementation writes it: bright piano, 220 ticks a beat, velocities drawn towards 64. */
    private static MidiFile referenceFile(NoteSequence notes) {
        List<Note> softened = new ArrayList<>(notes.size());
        for (Note note : notes) {
            int velocity = (int) ((note.velocity() - 64) * 0.8 + 64);
            softened.add(new Note(note.start(), note.end(), note.pitch(), velocity));
        }
        MidiFileBuilder builder = new MidiFileBuilder(220, 120);
        builder.track("NoteSeq").program(0, 1).notes(0, NoteSequence.of(softened));
        return builder.build();
    }
}
