package org.amadeus.live.keyboard;

import java.util.BitSet;

/** What the two hands of a pianist can hold down. */
public final class TwoHands {
    /** Fingers of a hand. */
    private static final int FINGERS = 5;
    /** The widest grip of a hand, semitones: a major tenth. */
    private static final int SPAN = 16;

    private TwoHands() {}

    /** Whether these pitches can be held at once: by five fingers of each hand, none of which spans more than a tenth. */
    public static boolean canHold(BitSet pitches) {
        int next = beyondHand(pitches, pitches.nextSetBit(0));
        return beyondHand(pitches, next) < 0;
    }

    /** The lowest pitch that a hand whose lowest is that one leaves to the other; -1 where there is none. */
    private static int beyondHand(BitSet pitches, int lowest) {
        int pitch = lowest;
        for (int finger = 0; finger < FINGERS && pitch >= 0 && pitch <= lowest + SPAN; finger++) {
            pitch = pitches.nextSetBit(pitch + 1);
        }
        return pitch;
    }
}
