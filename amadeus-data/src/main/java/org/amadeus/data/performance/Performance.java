package org.amadeus.data.performance;

import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.NoteSequence;

/**
 * One performance as it was read.
 *
 * @param profile how its notes were read and encoded
 * @param notes   its notes, in the file's time
 * @param events  its events, from the first note on; never empty
 * @param warnings what was wrong with the file and got by, a line each; unmodifiable
 */
public record Performance(CodecProfile profile, NoteSequence notes, EventSequence events, List<String> warnings) {
    public Performance {
        warnings = List.copyOf(warnings);
    }

    /** The control at each event. */
    public ControlSequence controls() {
        return ControlSequence.of(events);
    }
}
