package org.amadeus.live.mode;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.ending.KeyEstimate;

/** The way of a {@link Cadence}. */
final class CadenceCourse implements Course {
    /** How much of the music the cadence takes, and how long it takes at most, seconds. */
    private static final double SHARE = 0.4;

    private static final double LONGEST = 1.5;
    /** The least and the most time before a chord of the cadence, seconds. */
    private static final double LEAST_WAIT = 0.2;

    private static final double MOST_WAIT = 0.8;
    /** How long the last chord sounds, seconds. */
    private static final double RING = 1.5;
    /** Degrees of the scale, a bit each, tonic first: root or leading note; the seventh chord; the tonic. */
    private static final int DOMINANT = 1 << 7 | 1 << 11;

    private static final int SEVENTH = DOMINANT | 1 << 2 | 1 << 5;
    private static final int TONIC = 1;

    private enum Stage {
        FREE,
        DOMINANT,
        TONIC,
        OVER
    }

    private final KeyEstimate estimate;
    /** Whether nothing was heard, so that what is drawn says the key. */
    private final boolean alone;

    private final double freeFor;
    private final boolean[] sounding = new boolean[128];
    private Stage stage = Stage.FREE;
    private KeyEstimate.Key key;
    private boolean begun;
    /** Seconds since the first note, since the last one, since the stage began. */
    private double time;

    private double sinceNote;
    private double sinceStage;
    /** The degrees that were struck in this stage, a bit each. */
    private int struck;

    CadenceCourse(KeyEstimate estimate, double seconds) {
        this.estimate = estimate;
        this.alone = estimate.isEmpty();
        this.freeFor = seconds - Math.min(LONGEST, SHARE * seconds);
    }

    @Override
    public int forced() {
        if (stage == Stage.OVER) {
            return EventVocabulary.PRIMARY;
        }
        if (stage == Stage.TONIC && struck == 0) {
            for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
                if (sounding[pitch] && (triad() & degree(pitch)) == 0) {
                    return EventVocabulary.noteOff(pitch);
                }
            }
        }
        return NONE;
    }

    @Override
    public boolean test(int event) {
        if (stage == Stage.FREE || EventVocabulary.isVelocity(event)) {
            return true;
        }
        if (EventVocabulary.isNoteOn(event)) {
            return (wanted() & degree(EventVocabulary.pitch(event))) != 0;
        }
        if (EventVocabulary.isNoteOff(event)) {
            return stage == Stage.DOMINANT || struck == 0;
        }
        double seconds = EventVocabulary.seconds(event);
        if (stage == Stage.TONIC && struck != 0) {
            return isChord();
        }
        return sinceNote + seconds <= MOST_WAIT;
    }

    /** The degrees that may be struck now. */
    private int wanted() {
        if (stage == Stage.TONIC) {
            return struck == 0 ? TONIC : isChord() ? triad() : triad() & ~struck;
        }
        if (struck == 0) {
            return DOMINANT;
        }
        if (!isChord()) {
            return SEVENTH & ~struck;
        }
        return sinceStage < LONGEST ? SEVENTH : 0;
    }

    private boolean isChord() {
        return Integer.bitCount(struck) > 1;
    }

    private int triad() {
        return TONIC | 1 << (key.minor() ? 3 : 4) | 1 << 7;
    }

    private int degree(int pitch) {
        return 1 << Math.floorMod(pitch - key.tonic(), 12);
    }

    @Override
    public void drew(int event) {
        if (EventVocabulary.isNoteOn(event)) {
            int pitch = EventVocabulary.pitch(event);
            sounding[pitch] = true;
            begun = true;
            sinceNote = 0;
            if (stage != Stage.FREE) {
                struck |= degree(pitch);
            } else if (alone) {
                estimate.add(pitch % 12);
            }
        } else if (EventVocabulary.isNoteOff(event)) {
            sounding[EventVocabulary.pitch(event)] = false;
        } else if (EventVocabulary.isTimeShift(event) && begun) {
            pass(EventVocabulary.seconds(event));
        }
    }

    private void pass(double seconds) {
        time += seconds;
        sinceNote += seconds;
        sinceStage += seconds;
        if (stage == Stage.FREE && time >= freeFor) {
            key = estimate.key();
            enter(Stage.DOMINANT);
        } else if (stage == Stage.DOMINANT && isChord() && sinceNote >= LEAST_WAIT) {
            enter(Stage.TONIC);
        } else if (stage == Stage.TONIC && isChord()) {
            enter(Stage.OVER);
        }
    }

    private void enter(Stage next) {
        stage = next;
        sinceStage = 0;
        struck = 0;
    }

    @Override
    public boolean isOver() {
        return stage == Stage.OVER;
    }

    @Override
    public double ring() {
        return Math.max(0, RING - sinceNote);
    }
}
