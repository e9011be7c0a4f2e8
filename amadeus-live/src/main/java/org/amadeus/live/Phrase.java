package org.amadeus.live;

import org.amadeus.live.keyboard.Keyboard;

/** What the user has played since the last answer: when it began, when a key last moved. */
final class Phrase {
    /** A chord held this long without another key counts as silence: it may be a foot, an elbow, or a lost note off. */
    private static final double LONGEST_HOLD = 3;

    private final KeysDown keys;
    private double begin = Double.NaN;
    private double last;
    private int notes;

    Phrase(KeysDown keys) {
        this.keys = keys;
    }

    void strike(double now) {
        if (!isBegun()) {
            begin = now;
            notes = 0;
        }
        last = now;
        notes++;
    }

    /** A key went up; one that an earlier phrase left down is none of this one's, one let go for its age nobody moved. */
    void release(double now, int pitch) {
        double struck = keys.struckAt(pitch);
        if (isBegun() && struck >= begin && now < struck + Keyboard.LONGEST_HOLD) {
            last = now;
        }
    }

    boolean isBegun() {
        return !Double.isNaN(begin);
    }

    /** The next strike begins a new one. */
    void end() {
        begin = Double.NaN;
    }

    /** When it counts as ended, if no key moves any more. Keys held since before it do not matter, nor does the pedal. */
    double endsAt(double silence) {
        return last + (keys.anyDown(begin) ? Math.max(silence, LONGEST_HOLD) : silence);
    }

    /** What decides that it is over, where it is at its end now. */
    Rule rule() {
        return keys.anyDown(begin) ? Rule.HELD : Rule.SILENCE;
    }

    /** From the first strike to the last move of a key. */
    double seconds() {
        return last - begin;
    }

    int notes() {
        return notes;
    }
}
