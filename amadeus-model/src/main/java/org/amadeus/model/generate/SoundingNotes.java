package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.generate.option.Guards;

/**
 * What a voice sounds at this moment, followed event by event, and which events the guards forbid next. Seconds are
 * counted by the time shifts given. Allocates nothing once made.
 */
final class SoundingNotes {
    private static final double[] SECONDS = new double[EventVocabulary.TIME_SHIFT_BINS];

    static {
        for (int bin = 0; bin < SECONDS.length; bin++) {
            SECONDS[bin] = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + bin);
        }
    }

    /** A hundredth of the smallest time shift: sums of shifts are not exact. */
    private static final double TOLERANCE = 1e-4;

    private static final int NONE = -1;

    private final Guards guards;
    /** Seconds each pitch has sounded, negative where it is silent. */
    private final double[] held = new double[EventVocabulary.PITCHES];

    private int sounding;
    private double silence;
    private boolean velocityLast;

    SoundingNotes(Guards guards) {
        this.guards = guards;
        clear();
    }

    /** Silence, from now on. */
    void clear() {
        Arrays.fill(held, NONE);
        sounding = 0;
        silence = 0;
        velocityLast = false;
    }

    /** Takes note of an event that was given or played. */
    void add(int event) {
        velocityLast = EventVocabulary.isVelocity(event);
        if (EventVocabulary.isTimeShift(event)) {
            pass(SECONDS[event - EventVocabulary.TIME_SHIFT]);
        } else if (EventVocabulary.isNoteOn(event)) {
            int key = event - EventVocabulary.NOTE_ON;
            sounding += held[key] < 0 ? 1 : 0;
            held[key] = 0;
            silence = 0;
        } else if (EventVocabulary.isNoteOff(event)) {
            int key = event - EventVocabulary.NOTE_OFF;
            sounding -= held[key] < 0 ? 0 : 1;
            held[key] = NONE;
        }
    }

    private void pass(double seconds) {
        if (sounding == 0) {
            silence += seconds;
            return;
        }
        for (int key = 0; key < held.length; key++) {
            if (held[key] >= 0) {
                held[key] += seconds;
            }
        }
    }

    /** The note off that is due because a pitch was held for as long as it may, or -1. */
    int due() {
        if (guards.on() && sounding > 0) {
            for (int key = 0; key < held.length; key++) {
                if (held[key] + SECONDS[0] > guards.maxHold() + TOLERANCE) {
                    return EventVocabulary.NOTE_OFF + key;
                }
            }
        }
        return NONE;
    }

    /** Sets the logits of the events that the guards forbid to minus infinity. */
    void forbid(float[] logits, int offset) {
        if (!guards.on()) {
            return;
        }
        double longest = -1;
        for (int key = 0; key < held.length; key++) {
            if (held[key] < 0) {
                logits[offset + EventVocabulary.NOTE_OFF + key] = Float.NEGATIVE_INFINITY;
            }
            longest = Math.max(longest, held[key]);
        }
        double left = (sounding > 0 ? guards.maxHold() - longest : guards.maxSilence() - silence) + TOLERANCE;
        for (int bin = 0; bin < SECONDS.length; bin++) {
            if (SECONDS[bin] > left) {
                logits[offset + EventVocabulary.TIME_SHIFT + bin] = Float.NEGATIVE_INFINITY;
            }
        }
        if (velocityLast) {
            // In no encoded music does a velocity follow another; a model that does so may never get to a note.
            Arrays.fill(
                    logits,
                    offset + EventVocabulary.VELOCITY,
                    offset + EventVocabulary.TIME_SHIFT,
                    Float.NEGATIVE_INFINITY);
        }
    }

    /**
     * Writes how a piece ends: the note offs of what may sound no longer, then a moment in which the rest goes on, then
     * its note offs.
     *
     * @param events room for 89 events
     * @param ring   how long that moment is at most, seconds
     * @return how many events there are, 0 where nothing sounds
     */
    int ending(int[] events, double ring) {
        int bin = SECONDS.length - 1;
        while (bin > 0 && SECONDS[bin] > Math.min(ring, guards.maxHold())) {
            bin--;
        }
        int count = 0;
        for (int key = 0; key < held.length; key++) {
            if (held[key] + SECONDS[bin] > guards.maxHold() + TOLERANCE) {
                events[count++] = EventVocabulary.NOTE_OFF + key;
                add(EventVocabulary.NOTE_OFF + key);
            }
        }
        if (sounding > 0) {
            events[count++] = EventVocabulary.TIME_SHIFT + bin;
        }
        for (int key = 0; key < held.length; key++) {
            if (held[key] >= 0) {
                events[count++] = EventVocabulary.NOTE_OFF + key;
            }
        }
        return count;
    }

    /** Takes over what another voice sounds. */
    void copyFrom(SoundingNotes other) {
        System.arraycopy(other.held, 0, held, 0, held.length);
        sounding = other.sounding;
        silence = other.silence;
        velocityLast = other.velocityLast;
    }
}
