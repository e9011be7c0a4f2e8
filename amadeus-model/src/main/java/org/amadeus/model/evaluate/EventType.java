package org.amadeus.model.evaluate;

import java.util.Locale;
import org.amadeus.data.EventVocabulary;

/** The four kinds of events. */
public enum EventType {
    NOTE_ON,
    NOTE_OFF,
    VELOCITY,
    TIME_SHIFT;

    /** The kind of an event, 0 .. 239. */
    public static EventType of(int event) {
        if (EventVocabulary.isNoteOn(event)) {
            return NOTE_ON;
        }
        if (EventVocabulary.isNoteOff(event)) {
            return NOTE_OFF;
        }
        return EventVocabulary.isVelocity(event) ? VELOCITY : TIME_SHIFT;
    }

    /** The name used in JSON: {@code note_on} .. {@code time_shift}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
