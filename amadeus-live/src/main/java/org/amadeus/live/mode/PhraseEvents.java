package org.amadeus.live.mode;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.ending.KeyEstimate;

/** The events of the phrase that is played or was played last, and the key of all that was heard. */
public final class PhraseEvents {
    /** An hour of dense music; of a longer phrase nobody wants more. */
    private static final int MOST = 1 << 17;
    /** What events may be off the time that was played, seconds. */
    private static final double ROUNDING = 0.05;

    private final KeyEstimate key = new KeyEstimate();
    private int[] events = new int[256];
    private int count;
    /** The velocity event in effect. */
    private int velocity = -1;

    /** A phrase begins. */
    public void begin() {
        count = 0;
        if (velocity >= 0) {
            keep(velocity);
        }
    }

    /** An event was heard. */
    public void add(int event) {
        if (EventVocabulary.isNoteOn(event)) {
            key.add(EventVocabulary.pitch(event) % 12);
        } else if (EventVocabulary.isVelocity(event)) {
            velocity = event;
        }
        keep(event);
    }

    private void keep(int event) {
        if (count == MOST) {
            events = Arrays.copyOfRange(events, MOST / 2, 3 * MOST / 2);
            count = MOST / 2;
        } else if (count == events.length) {
            events = Arrays.copyOf(events, 2 * count);
        }
        events[count++] = event;
    }

    /**
     * The phrase, or what of its notes is struck in its last seconds.
     *
     * @param closing what would end what sounds yet
     */
    public Echo echo(int[] closing, double seconds) {
        int[] all = IntStream.concat(Arrays.stream(events, 0, count), Arrays.stream(closing))
                .toArray();
        int from = firstOfTheLast(seconds);
        int[] phrase = new int[all.length - from + 1];
        int length = 0;
        for (int i = 0; i < from; i++) {
            if (EventVocabulary.isVelocity(all[i])) {
                phrase[0] = all[i];
                length = 1;
            }
        }
        boolean[] sounding = new boolean[128];
        int last = length;
        for (int i = from; i < all.length; i++) {
            int event = all[i];
            boolean ends = EventVocabulary.isNoteOff(event);
            if (ends && !sounding[EventVocabulary.pitch(event)]) {
                continue;
            }
            phrase[length++] = event;
            if (ends || EventVocabulary.isNoteOn(event)) {
                sounding[EventVocabulary.pitch(event)] = !ends;
                last = length;
            }
        }
        return new Echo(Arrays.copyOf(phrase, last), key.key());
    }

    /** The first note on from which no more than so many seconds are left. */
    private int firstOfTheLast(double seconds) {
        int last = count - 1;
        while (last >= 0 && EventVocabulary.isTimeShift(events[last])) {
            last--;
        }
        int from = count;
        double left = seconds + ROUNDING;
        for (int i = last; i >= 0 && left >= 0; i--) {
            if (EventVocabulary.isNoteOn(events[i])) {
                from = i;
            } else if (EventVocabulary.isTimeShift(events[i])) {
                left -= EventVocabulary.seconds(events[i]);
            }
        }
        return from;
    }

    /** To a cadence in the key of what was heard. */
    public Cadence cadence(double seconds) {
        return new Cadence(key, seconds);
    }
}
