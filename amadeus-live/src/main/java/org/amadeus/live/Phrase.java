package org.amadeus.live;

import org.amadeus.live.keyboard.Keyboard;
import org.amadeus.live.keyboard.KeysDown;

/** What the user has played since the last answer: when it began, when a key last moved, when it is over. */
final class Phrase {
    /** A chord held this long without another key counts as silence: it may be a foot, an elbow, or a lost note off. */
    private static final double LONGEST_HOLD = 3;
    /** Where the pause is judged by what was played, music that the pedal holds goes on for so long. */
    private static final double LONGEST_PEDAL = 2;
    /** A pedal that went up is given a moment to come down again. */
    private static final double PEDAL_UP = 0.03;

    private final KeysDown keys;
    private final Pause pause = new Pause();
    private double begin = Double.NaN;
    private double last;
    private double pedalUp = Double.NEGATIVE_INFINITY;
    private int notes;
    private int loudness;

    Phrase(KeysDown keys) {
        this.keys = keys;
    }

    /** A key is about to be struck. */
    void strike(double now, int velocity) {
        if (!isBegun()) {
            begin = now;
            notes = 0;
            loudness = 0;
            pause.begin(now);
        }
        pause.strike(now, velocity, notes == 0 || keys.anyDown(begin) ? Double.NaN : last);
        last = now;
        notes++;
        loudness += velocity;
    }

    /** A key went up; one that an earlier phrase left down is none of this one's, one let go for its age nobody moved. */
    void release(double now, int pitch) {
        double struck = keys.struckAt(pitch);
        if (isBegun() && struck >= begin && now < struck + Keyboard.LONGEST_HOLD) {
            last = now;
        }
    }

    void pedalUp(double now) {
        pedalUp = now;
    }

    boolean isBegun() {
        return !Double.isNaN(begin);
    }

    /** The next strike begins a new one. */
    void end() {
        begin = Double.NaN;
    }

    /**
     * When it counts as ended, if nothing moves any more. Keys held since before it do not matter, nor, to a fixed silence,
     * does the pedal.
     *
     * @param silence seconds, or {@link LiveOptions#AUTO}
     */
    double endsAt(double silence) {
        boolean judged = silence == LiveOptions.AUTO;
        if (keys.anyDown(begin)) {
            return last + Math.max(judged ? 0 : silence, LONGEST_HOLD);
        }
        if (!judged) {
            return last + silence;
        }
        double wait = pause.seconds(last);
        if (keys.pedalDown()) {
            return last + Math.max(wait, LONGEST_PEDAL);
        }
        return Math.min(Math.max(last + wait, pedalUp + PEDAL_UP), last + Math.max(wait, LONGEST_PEDAL));
    }

    /** What decides that it is over, where it is at its end now. */
    Rule rule(double silence) {
        return keys.anyDown(begin) ? Rule.HELD : silence == LiveOptions.AUTO ? Rule.PAUSE : Rule.SILENCE;
    }

    /** From the first strike to the last move of a key. */
    double seconds() {
        return last - begin;
    }

    /** When a key moved last. */
    double lastMove() {
        return last;
    }

    /** The mean velocity; of the last phrase where none is played, 0 where none was. */
    double velocity() {
        return notes == 0 ? 0 : (double) loudness / notes;
    }

    int notes() {
        return notes;
    }
}
