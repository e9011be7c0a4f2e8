package org.amadeus.live.manner;

import org.amadeus.data.EventVocabulary;

/**
 * Keeps an answer about as loud and as fast as what it answers, while it is drawn: where its notes are softer than those
 * were, louder velocities become likelier with every note, until they are not; likewise with its time shifts (an integral
 * controller of each). Everything else, the differences between notes too, is the model's.
 */
public final class Following {
    /** Follows nothing. */
    public static final Following NOTHING = new Following(Double.NaN, Double.NaN, -1);

    /** By how much the tilt of velocities grows with a note that is a bin of 32 too soft. */
    private static final double LOUDNESS_GAIN = 0.01;

    private static final double LOUDEST = 1;
    /** By how much the tilt of time shifts, a span between two notes long, grows with each note too few. */
    private static final double PACE_GAIN = 0.1;

    private static final double FASTEST = 3;

    private final double loudness;
    private final double pace;
    private final int last;
    private double louder;
    private double faster;
    private int bin;

    /**
     * @param loudness mean velocity in bins of 32, NaN for any
     * @param pace     notes a second, NaN for any
     * @param last     the velocity of the last note before, a bin, or -1
     */
    Following(double loudness, double pace, int last) {
        this.loudness = loudness;
        this.pace = pace;
        this.last = last;
        this.bin = last;
    }

    /** The same for another answer. */
    public Following anew() {
        return new Following(loudness, pace, last);
    }

    /** An event was drawn. */
    public void drew(int event) {
        if (EventVocabulary.isVelocity(event)) {
            bin = event - EventVocabulary.VELOCITY;
        } else if (EventVocabulary.isNoteOn(event)) {
            if (bin >= 0 && !Double.isNaN(loudness)) {
                louder = clip(louder + LOUDNESS_GAIN * (loudness - bin), LOUDEST);
            }
            faster = clip(faster - PACE_GAIN, FASTEST);
        } else if (EventVocabulary.isTimeShift(event) && !Double.isNaN(pace)) {
            faster = clip(faster + PACE_GAIN * pace * EventVocabulary.seconds(event), FASTEST);
        }
    }

    private static double clip(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    /** By how much the logits of velocities are to grow from bin to bin. */
    public double louder() {
        return louder;
    }

    /** By how much the logits of time shifts are to fall with each second. */
    public double faster() {
        return Double.isNaN(pace) ? 0 : faster * pace;
    }
}
