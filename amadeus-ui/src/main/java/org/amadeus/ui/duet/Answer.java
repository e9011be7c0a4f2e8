package org.amadeus.ui.duet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;

/**
 * Plays one answer: performs the partner's events when they are due. Begins with its first note, whatever rest the model
 * would have made before it; ends before the note that would begin after its time is over. If the partner falls behind,
 * everything after is later by as much, and keeps its rhythm.
 */
final class Answer {
    /** An answer may end a little early where the model pauses. */
    private static final double EARLY = 0.75;

    private static final double PAUSE = 0.35;
    /** Held notes may outlast the answer's time by this many seconds. */
    private static final double RING = 2;
    /** A rest before the first note is left out; if this many events bring no note there is no answer. */
    private static final int MOST_BEFORE_FIRST_NOTE = 256;
    /** So many events without time between them are no music; the answer ends there. */
    private static final int MOST_AT_ONCE = 512;

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final int USUAL_VELOCITY = 64;

    /** What it plays on. */
    interface Keys {
        void strike(double now, int pitch, int velocity);

        void release(double now, int pitch);
    }

    private final Partner partner;
    private final EventCodec codec;
    private final Keys keys;
    private final double velocityScale;
    private final double length;
    private final double shortestNote;
    /** When each sounding pitch was struck, NaN where it is silent, and when it ends where that is known. */
    private final double[] struck = new double[128];

    private final double[] ends = new double[128];
    /** Pitches whose note off the partner has not drawn yet. */
    private final BitSet open = new BitSet(128);
    /** When the first note was due; the model's time from there on. */
    private double start;

    private double cursor;
    private int waiting = Partner.NOT_YET;
    private int velocity = USUAL_VELOCITY;
    private int velocityEvent = -1;
    private int performed;
    private int atOnce;
    private int notes;
    private boolean over;
    private boolean starved;

    /**
     * @param now    when it begins
     * @param length about how long it is to be, seconds
     */
    Answer(Partner partner, EventCodec codec, Keys keys, double velocityScale, double now, double length) {
        this.partner = partner;
        this.codec = codec;
        this.keys = keys;
        this.velocityScale = velocityScale;
        this.length = length;
        this.shortestNote = codec.shortestNote();
        this.start = now;
        Arrays.fill(struck, Double.NaN);
        Arrays.fill(ends, NEVER);
    }

    /**
     * Performs what is due.
     *
     * @return when there is more to do; {@code now} or earlier where it waits for the partner
     */
    double advance(double now) {
        double nextEnd = endNotes(now);
        while (!over) {
            if (waiting == Partner.NOT_YET) {
                waiting = partner.next();
                if (waiting == Partner.NOT_YET) {
                    starved = true;
                    return now;
                }
                catchUp(now);
            }
            if (isEnd()) {
                endOpen();
                break;
            }
            double due = due();
            if (due > now) {
                return Math.min(due, nextEnd);
            }
            perform(now);
            nextEnd = endNotes(now);
        }
        return endNotes(now);
    }

    /** Where the partner was late, everything from here on is late by as much. */
    private void catchUp(double now) {
        if (starved && !EventVocabulary.isTimeShift(waiting)) {
            start = Math.max(start, now - cursor);
            starved = false;
        }
    }

    /** A time shift has happened when it is over, anything else when its time has come. */
    private double due() {
        boolean passes = EventVocabulary.isTimeShift(waiting) && notes > 0;
        return start + cursor + (passes ? EventVocabulary.seconds(waiting) : 0);
    }

    private boolean isEnd() {
        if (notes == 0) {
            return performed >= MOST_BEFORE_FIRST_NOTE;
        }
        if (atOnce >= MOST_AT_ONCE) {
            return true;
        }
        if (EventVocabulary.isNoteOn(waiting)) {
            return cursor >= length;
        }
        if (!EventVocabulary.isTimeShift(waiting)) {
            return false;
        }
        double seconds = EventVocabulary.seconds(waiting);
        boolean pause = cursor >= EARLY * length && seconds >= PAUSE && open.isEmpty();
        return pause || cursor + seconds > length + RING;
    }

    private void perform(double now) {
        int event = waiting;
        atOnce++;
        if (EventVocabulary.isTimeShift(event)) {
            atOnce = 0;
            cursor += notes == 0 ? 0 : EventVocabulary.seconds(event);
        } else if (EventVocabulary.isVelocity(event)) {
            velocityEvent = event;
            velocity = codec.velocity(event);
        } else if (EventVocabulary.isNoteOn(event)) {
            strike(now, EventVocabulary.pitch(event));
        } else {
            int pitch = EventVocabulary.pitch(event);
            if (open.get(pitch)) {
                open.clear(pitch);
                ends[pitch] = Math.max(start + cursor, struck[pitch] + shortestNote);
            }
        }
        performed++;
        waiting = Partner.NOT_YET;
    }

    /** No note begins any more; those that are held end now, unless they are too short yet. */
    private void endOpen() {
        over = true;
        open.stream().forEach(pitch -> ends[pitch] = Math.max(start + cursor, struck[pitch] + shortestNote));
    }

    private void strike(double now, int pitch) {
        open.set(pitch);
        ends[pitch] = NEVER;
        if (struck[pitch] == start + cursor) {
            // Said twice: one stroke, as the codec reads it.
            return;
        }
        int loudness = (int) Math.max(1, Math.min(127, Math.round(velocity * velocityScale)));
        keys.strike(now, pitch, loudness);
        struck[pitch] = start + cursor;
        notes++;
    }

    private double endNotes(double now) {
        double next = NEVER;
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            if (ends[pitch] <= now) {
                release(now, pitch);
            }
            next = Math.min(next, ends[pitch]);
        }
        return next;
    }

    private void release(double now, int pitch) {
        ends[pitch] = NEVER;
        struck[pitch] = Double.NaN;
        keys.release(now, pitch);
    }

    private boolean isSilent() {
        for (double since : struck) {
            if (!Double.isNaN(since)) {
                return false;
            }
        }
        return true;
    }

    /** Ends every note that sounds, now. */
    void releaseAll(double now) {
        for (int pitch = 0; pitch < struck.length; pitch++) {
            if (!Double.isNaN(struck[pitch])) {
                release(now, pitch);
            }
        }
    }

    /** Whether it has come to its end and its last note has too. */
    boolean isOver() {
        return over && isSilent();
    }

    /** The pitches that the model believes to sound: their note off was not performed. */
    IntStream open() {
        return open.stream();
    }

    /** How many of the partner's events were performed. */
    int performed() {
        return performed;
    }

    /** How many notes were struck. */
    int notes() {
        return notes;
    }

    /** The time that the events performed lead to. */
    double reached() {
        return start + cursor;
    }

    /** The last velocity event performed, or -1. */
    int velocityEvent() {
        return velocityEvent;
    }
}
