package org.amadeus.data.performance;

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
 */
public record Performance(CodecProfile profile, NoteSequence notes, EventSequence events) {
    /** The control at each event. */
    public ControlSequence controls() {
        return ControlSequence.of(events);
    }
}
