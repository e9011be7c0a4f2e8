package org.amadeus.live.mode;

import java.util.BitSet;
import org.amadeus.data.EventVocabulary;

/**
 * Chords of three notes at most, in one register, with some time between them, but not too much. What the player holds is
 * left to the player.
 *
 * @param lowest   pitch that may be struck
 * @param highest  pitch that may be struck
 * @param sounding the pitches that it sounds
 * @param since    seconds since its last chord began
 * @param struck   how many notes that chord has
 * @param draw     0 or more
 */
public record Accompaniment(int lowest, int highest, BitSet sounding, double since, int struck, int draw)
        implements Plan {
    /** From one chord to the next at least, and to the latest, seconds. */
    public static final double LEAST = 0.4;

    public static final double MOST = 1.6;
    /** What is struck within that time is one chord, seconds. */
    public static final double CHORD = 0.03;

    public static final int LARGEST_CHORD = 3;
    /** So many notes sound at once at most. */
    private static final int MOST_SOUNDING = 5;

    private static final int AHEAD = 16;

    public Accompaniment {
        sounding = (BitSet) sounding.clone();
    }

    @Override
    public int ahead() {
        return AHEAD;
    }

    @Override
    public Course begin() {
        return new Follow();
    }

    private final class Follow implements Course {
        private final BitSet down = (BitSet) sounding.clone();
        private double time = since;
        private int notes = struck;

        @Override
        public boolean test(int event) {
            if (EventVocabulary.isNoteOff(event)) {
                return down.get(EventVocabulary.pitch(event));
            }
            boolean mayStrike = time >= LEAST || time < CHORD && notes < LARGEST_CHORD;
            if (EventVocabulary.isTimeShift(event)) {
                return time < MOST;
            }
            if (!mayStrike || down.cardinality() >= MOST_SOUNDING) {
                return false;
            }
            int pitch = EventVocabulary.isNoteOn(event) ? EventVocabulary.pitch(event) : lowest;
            return pitch >= lowest && pitch <= highest;
        }

        @Override
        public void drew(int event) {
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            } else if (EventVocabulary.isNoteOn(event)) {
                notes = time < CHORD ? notes + 1 : 1;
                time = time < CHORD ? time : 0;
                down.set(EventVocabulary.pitch(event));
            } else if (EventVocabulary.isNoteOff(event)) {
                down.clear(EventVocabulary.pitch(event));
            }
        }

        @Override
        public boolean isOver() {
            return false;
        }
    }
}
