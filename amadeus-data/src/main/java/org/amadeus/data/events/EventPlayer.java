package org.amadeus.data.events;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;

/**
 * Turns events into key strokes as they are drawn, by the rules of the codec's {@code decode}. Time begins at the first
 * note: what would be a rest before it is left out. A pitch is struck once at a moment, where a model may say it several
 * times. Every note that is struck is released, after {@link #close} at the latest. For one thread.
 */
public final class EventPlayer {
    /** What happens on the keyboard; times are seconds since the first note. */
    public interface Keys {
        void strike(double at, int pitch, int velocity);

        void release(double at, int pitch);
    }

    private static final int DEFAULT_VELOCITY = 64;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final EventCodec codec;
    private final Keys keys;
    private final double shortestNote;
    /** When each sounding pitch was struck, negative where it is silent. */
    private final double[] struck = new double[128];
    /** When its note ends; infinite while its note off was not said. */
    private final double[] due = new double[128];

    private double time;
    private int velocity = DEFAULT_VELOCITY;
    private int notes;
    private int sounding;
    private int held;

    EventPlayer(EventCodec codec, Keys keys) {
        this.codec = codec;
        this.keys = keys;
        this.shortestNote = codec.shortestNote();
        Arrays.fill(struck, -1);
        Arrays.fill(due, NEVER);
    }

    /**
     * Takes the next event. Time passes by time shifts alone; what ends meanwhile waits for {@link #release}.
     *
     * @param event 0 .. 239
     */
    public void accept(int event) {
        if (EventVocabulary.isTimeShift(event)) {
            time += notes > 0 ? EventVocabulary.seconds(event) : 0;
        } else if (EventVocabulary.isVelocity(event)) {
            velocity = codec.velocity(event);
        } else if (EventVocabulary.isNoteOn(event)) {
            strike(EventVocabulary.pitch(event));
        } else {
            end(EventVocabulary.pitch(event), time);
        }
    }

    /** Lets go of what ends at {@code until} or before, in the order of its ends. */
    public void release(double until) {
        for (double at = nextRelease(); at < NEVER && at <= until; at = nextRelease()) {
            for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
                if (due[pitch] == at) {
                    release(pitch, at);
                }
            }
        }
    }

    /** When the next note ends whose end is known; infinity where there is none. */
    public double nextRelease() {
        double next = NEVER;
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            next = Math.min(next, due[pitch]);
        }
        return next;
    }

    /** No event follows: notes whose note off was not said end now, unless they are too short yet. */
    public void close() {
        close(0);
    }

    /** No event follows: notes whose note off was not said go on for so many seconds. */
    public void close(double ring) {
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            end(pitch, time + ring);
        }
    }

    /** Seconds since the first note. */
    public double time() {
        return time;
    }

    /** How many notes were struck. */
    public int notes() {
        return notes;
    }

    /** How many pitches sound now. */
    public int sounding() {
        return sounding;
    }

    /** How many of them wait for their note off. */
    public int held() {
        return held;
    }

    /** When a pitch was struck that sounds; negative where it does not. */
    public double struckAt(int pitch) {
        return struck[pitch];
    }

    private void strike(int pitch) {
        if (struck[pitch] == time) {
            held += due[pitch] < NEVER ? 1 : 0;
            due[pitch] = NEVER;
            return;
        }
        if (struck[pitch] >= 0) {
            release(pitch, Math.min(due[pitch], time));
        }
        struck[pitch] = time;
        notes++;
        sounding++;
        held++;
        keys.strike(time, pitch, Math.max(1, velocity));
    }

    private void end(int pitch, double at) {
        if (struck[pitch] >= 0 && due[pitch] == NEVER) {
            due[pitch] = Math.max(at, struck[pitch] + shortestNote);
            held--;
        }
    }

    private void release(int pitch, double at) {
        held -= due[pitch] < NEVER ? 0 : 1;
        struck[pitch] = -1;
        due[pitch] = NEVER;
        sounding--;
        keys.release(at, pitch);
    }
}
