package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.ending.Ending;
import org.amadeus.model.generate.option.Length;

/** The events of one piece while it is generated, until it is long enough. */
final class GeneratedPiece {
    private static final int FIRST_ROOM = 4096;

    private final Length length;
    private int[] events;
    private int count;
    private double seconds;

    GeneratedPiece(Length length) {
        this.length = length;
        this.events = new int[Math.min(length.events(), FIRST_ROOM)];
    }

    void add(int event) {
        if (count == events.length) {
            events = Arrays.copyOf(events, (int) Math.min(length.events(), 2L * count));
        }
        events[count++] = event;
        if (length.byTime() && EventVocabulary.isTimeShift(event)) {
            seconds += EventVocabulary.seconds(event);
        }
    }

    /** Whether nothing is to be added. */
    boolean done() {
        return count == length.events() || length.byTime() && seconds >= Ending.needed(length.seconds());
    }

    /** How far it has come, of {@link #total}: events or seconds. */
    int progress() {
        return length.byTime() && !done() ? (int) seconds : length.byTime() ? total() : count;
    }

    int total() {
        return length.byTime() ? (int) Math.ceil(Ending.needed(length.seconds())) : length.events();
    }

    /** The events to keep. */
    int[] toArray() {
        return Arrays.copyOf(events, length.byTime() ? Ending.of(events, count, length.seconds()) : count);
    }
}
