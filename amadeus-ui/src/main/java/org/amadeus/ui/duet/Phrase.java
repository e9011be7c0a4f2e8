package org.amadeus.ui.duet;

import java.util.BitSet;

/** What the user has played since the last answer: when it began, when a key last moved, which keys are down. */
final class Phrase {
    /** A chord held this long without another key counts as silence: it may be a foot, an elbow, or a lost note off. */
    private static final double LONGEST_HOLD = 3;

    private final BitSet down = new BitSet(128);
    private double begin = Double.NaN;
    private double last;
    private int notes;

    void strike(double now, int pitch) {
        if (Double.isNaN(begin)) {
            begin = now;
            notes = 0;
        }
        down.set(pitch);
        last = now;
        notes++;
    }

    void release(double now, int pitch) {
        if (down.get(pitch)) {
            down.clear(pitch);
            last = now;
        }
    }

    /** No key is down any more. */
    void forgetKeys() {
        down.clear();
    }

    boolean isBegun() {
        return !Double.isNaN(begin);
    }

    /** The next strike begins a new one. */
    void end() {
        begin = Double.NaN;
    }

    /** When it counts as ended, if no key moves any more. */
    double endsAt(double silence) {
        return last + (down.isEmpty() ? silence : Math.max(silence, LONGEST_HOLD));
    }

    /** From the first strike to the last move of a key. */
    double seconds() {
        return last - begin;
    }

    int notes() {
        return notes;
    }
}
