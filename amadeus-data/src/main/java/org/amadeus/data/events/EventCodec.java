package org.amadeus.data.events;

import org.amadeus.data.CodecProfile;
import org.amadeus.data.notes.NoteSequence;

/** Turns notes into events and back, in the way of one {@link CodecProfile}. Stateless and thread-safe. */
public interface EventCodec {
    CodecProfile profile();

    /**
     * The events of these notes. Time starts at the first note. Notes outside the piano's range (21 .. 108) have no
     * events; where no note is left the result is empty.
     */
    EventSequence encode(NoteSequence notes);

    /** The notes of these events, any events: what a model made need not be well-formed. Starts at 0 s. */
    NoteSequence decode(EventSequence events);

    /** The velocity a velocity event stands for, 1 .. 127. */
    int velocity(int velocityEvent);

    /** The velocity event that stands for this velocity, 0 .. 127. */
    int velocityEvent(int velocity);

    /** The codec of a profile. */
    static EventCodec of(CodecProfile profile) {
        return profile == CodecProfile.REFERENCE ? new ReferenceCodec() : new ExpressiveCodec();
    }
}
