package org.amadeus.live.manner;

import org.amadeus.data.EventVocabulary;

/**
 * How loud and how fast music is, from its events as they come: what lies longer back counts less, half after some five
 * seconds. Used by one thread.
 */
public final class Manner {
    private static final double FADE_SECONDS = 8;
    /** A rest between two strokes counts as so much at most: it is a pause, and no pace. */
    private static final double LONGEST_REST = 1.5;
    /** Fewer strokes have no pace. */
    private static final double LEAST_NOTES = 4;

    private int bin = -1;
    private double rest;
    private double notes;
    private double bins;
    private double seconds;
    private boolean over;

    /** What comes next is other music; how loud the last note was is remembered, since events tell only changes. */
    public void renew() {
        over = true;
    }

    public void observe(int event) {
        if (EventVocabulary.isVelocity(event)) {
            bin = event - EventVocabulary.VELOCITY;
        } else if (EventVocabulary.isTimeShift(event)) {
            rest += EventVocabulary.seconds(event);
        } else if (EventVocabulary.isNoteOn(event) && bin >= 0) {
            strike();
        }
    }

    private void strike() {
        if (over) {
            over = false;
            notes = 0;
            bins = 0;
            seconds = 0;
            rest = 0;
        }
        if (notes > 0 && rest > 0) {
            double passed = Math.min(rest, LONGEST_REST);
            double kept = FADE_SECONDS / (FADE_SECONDS + passed);
            notes *= kept;
            bins *= kept;
            seconds = seconds * kept + passed;
        }
        rest = 0;
        notes++;
        bins += bin;
    }

    /** The mean velocity of the notes, in bins of 32; NaN where there are none. */
    public double loudness() {
        return bins / notes;
    }

    /** Notes a second; NaN where there are too few to say. */
    public double pace() {
        return notes >= LEAST_NOTES && seconds > 0 ? (notes - 1) / seconds : Double.NaN;
    }

    /** What keeps an answer to it like it. */
    public Following followed() {
        return new Following(loudness(), pace(), bin);
    }
}
