package org.amadeus.data.performance;

import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.notes.NoteSequence;

/**
 * Reads performances from MIDI files.
 *
 * @param profile how music becomes events
 * @param pedal   whether the sustain pedal lengthens notes; the reference profile never hears it
 * @param tolerance what is done about a damaged file
 */
public record PerformanceReader(CodecProfile profile, boolean pedal, Tolerance tolerance) {
    /** Hears the pedal, has the usual tolerance. */
    public PerformanceReader(CodecProfile profile) {
        this(profile, true, Tolerance.USUAL);
    }

    /**
     * @throws org.amadeus.data.midi.MidiFormatException where the file is no usable MIDI file
     * @throws EmptyPerformanceException                 where it has no notes for a piano
     * @throws IOException                               where it cannot be read at all
     */
    public Performance read(Path file) throws IOException {
        return read(MidiReader.read(file, tolerance));
    }

    /** As {@link #read(Path)}, of a file in memory. */
    public Performance read(MidiFile midi) {
        EventCodec codec = EventCodec.of(profile);
        NoteSequence notes = codec.read(midi, pedal);
        if (notes.isEmpty()) {
            throw new EmptyPerformanceException(midi.source(), "no notes");
        }
        EventSequence events = codec.encode(notes);
        if (events.isEmpty()) {
            throw new EmptyPerformanceException(midi.source(), "no notes on the piano");
        }
        return new Performance(profile, notes, events, midi.warnings());
    }
}
