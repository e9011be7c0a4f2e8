package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;

/** Makes a whole piece of what was generated. */
final class Finish {
    private Finish() {}

    /** The primer where the piece contains it, the events, and with guards the note offs of what still sounds. */
    static EventSequence piece(GenerationOptions options, int[] events, SoundingNotes notes) {
        EventSequence generated = EventSequence.of(events);
        EventSequence whole = options.primer().mode() == Primer.Mode.NATURAL
                ? options.primer().events().concat(generated)
                : generated;
        if (!options.guards().on()) {
            return whole;
        }
        int[] closing = new int[EventVocabulary.PITCHES];
        int count = notes.closing(closing, 0);
        return whole.concat(EventSequence.of(Arrays.copyOf(closing, count)));
    }
}
