package org.amadeus.data.ending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.amadeus.data.EventVocabulary;
import org.junit.jupiter.api.Test;

/** Where a piece by seconds ends. */
class EndingTest {
    private static final int LONGEST_SHIFT = EventVocabulary.TIME_SHIFT + EventVocabulary.TIME_SHIFT_BINS - 1;

    private final List<Integer> events = new ArrayList<>();
    private double time;

    @Test
    void theLongestWaitNearTheTimeAskedForIsTheEnd() {
        while (time < 7) {
            strike(0.25, 60, 61); // no key that rests
        }
        strike(0.25, 60, 61);
        pass(0.9); // long, but too early
        while (time < 9.6) {
            strike(0.25, 60, 61);
        }
        pass(0.5);
        int end = events.size();
        while (time < 13) {
            strike(0.25, 60, 61);
        }
        assertEquals(end, kept(10));
    }

    @Test
    void aWaitOnTheTonicCountsForMore() {
        while (time < 9) {
            strike(0.2, 48, 60, 64, 67);
            strike(0.2, 62, 65, 67, 71);
        }
        strike(0.2, 48, 60, 64, 67);
        pass(0.5);
        int tonic = events.size();
        strike(0.2, 62, 65, 67, 71);
        pass(0.8); // longer, on the dominant
        while (time < 12) {
            strike(0.2, 62, 65, 67, 71);
        }
        assertEquals(tonic, kept(10));
    }

    /** The stroke that would follow is left out whole: its velocity, too, and the waiting before it is kept. */
    @Property(tries = 200)
    void thePieceEndsWithTimeThatPassesNearTheTimeAskedFor(@ForAll @DoubleRange(min = 2, max = 30) double seconds) {
        int[] all = run(1.3 * seconds);
        int end = Ending.of(all, all.length, seconds);
        assertTrue(end < all.length && EventVocabulary.isVelocity(all[end]), "event " + end + " of " + all.length);
        assertTrue(EventVocabulary.isTimeShift(all[end - 1]));
        double length = 0;
        for (int i = 0; i < end; i++) {
            length += EventVocabulary.isTimeShift(all[i]) ? EventVocabulary.seconds(all[i]) : 0;
        }
        assertEquals(seconds, length, 0.15 * seconds + 0.5, "of " + seconds + " s");
    }

    @Test
    void musicThatStopsIsKeptWhole() {
        strike(0.25, 60);
        pass(20);
        assertEquals(events.size(), kept(10));
    }

    private int[] run(double seconds) {
        events.clear();
        time = 0;
        for (int i = 0; time < seconds; i++) {
            strike(0.1 + 0.07 * (i % 5), 40 + i * 7 % 40, 70);
        }
        return events.stream().mapToInt(Integer::intValue).toArray();
    }

    private int kept(double seconds) {
        return Ending.of(events.stream().mapToInt(Integer::intValue).toArray(), events.size(), seconds);
    }

    private void strike(double hold, int... pitches) {
        events.add(EventVocabulary.VELOCITY + 16);
        for (int pitch : pitches) {
            events.add(EventVocabulary.noteOn(pitch));
        }
        pass(hold);
        for (int pitch : pitches) {
            events.add(EventVocabulary.noteOff(pitch));
        }
        pass(0.03);
    }

    private void pass(double seconds) {
        double left = seconds;
        for (int shift = LONGEST_SHIFT; shift >= EventVocabulary.TIME_SHIFT; ) {
            if (EventVocabulary.seconds(shift) <= left + 1e-9) {
                events.add(shift);
                left -= EventVocabulary.seconds(shift);
                time += EventVocabulary.seconds(shift);
            } else {
                shift--;
            }
        }
    }
}
