package org.amadeus.data.events;

import org.amadeus.data.EventVocabulary;

/** The 32 time shifts in seconds, and how a rest is made of them. */
final class TimeShifts {
    /** The shortest, seconds: what is shorter has no event. */
    static final double SHORTEST = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT);

    private TimeShifts() {}

    /** The event of the longest shift that is not above {@code rest}; {@code rest} is at least {@link #SHORTEST}. */
    static int longestWithin(double rest) {
        int low = EventVocabulary.TIME_SHIFT;
        int high = EventVocabulary.SIZE - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (EventVocabulary.seconds(middle) <= rest) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
