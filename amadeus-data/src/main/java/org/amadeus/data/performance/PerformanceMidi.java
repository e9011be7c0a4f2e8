package org.amadeus.data.performance;

import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.MidiFile;

/** Makes MIDI files of events. */
public final class PerformanceMidi {
    private PerformanceMidi() {}

    /** The MIDI file that these events decode to. */
    public static MidiFile of(EventSequence events, CodecProfile profile) {
        EventCodec codec = EventCodec.of(profile);
        return codec.write(codec.decode(events));
    }
}
