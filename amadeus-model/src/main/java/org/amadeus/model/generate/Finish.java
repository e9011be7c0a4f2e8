package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Primer;

/** Makes a whole piece of what was generated. */
final class Finish {
    private Finish() {}

    /** How long what still sounds goes on at the end, seconds: nobody lets all keys go with the last one struck. */
    private static final double RING = 1;

    /**
     * The primer where the piece contains it, the events, and with guards a moment in which what still sounds goes on,
     * then its note offs.
     */
    static EventSequence piece(GenerationOptions options, int[] events) {
        EventSequence generated = EventSequence.of(events);
        EventSequence whole = options.primer().mode() == Primer.Mode.NATURAL
                ? options.primer().events().concat(generated)
                : generated;
        if (!options.guards().on()) {
            return whole;
        }
        SoundingNotes notes = new SoundingNotes(options.guards());
        for (int event : whole.toArray()) {
            notes.add(event);
        }
        int[] closing = new int[1 + EventVocabulary.PITCHES];
        int count = notes.ending(closing, RING);
        return whole.concat(EventSequence.of(Arrays.copyOf(closing, count)));
    }
}
