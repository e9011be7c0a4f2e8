package org.amadeus.model.generate;

import org.amadeus.data.EventVocabulary;
import org.amadeus.model.portable.PortableMath;

/**
 * Tilts probabilities within a group of events, exponentially (as importance sampling does: Siegmund, 1976); the group as a whole stays
 * as likely as it was. The same bits on every machine.
 */
final class Tilt {
    private Tilt() {}

    /**
     * Louder or softer.
     *
     * @param perBin by how much the logit of each velocity grows from bin to bin of 32
     */
    static void velocities(float[] logits, int offset, double perBin) {
        double[] tilts = new double[EventVocabulary.VELOCITY_BINS];
        for (int bin = 0; bin < tilts.length; bin++) {
            tilts[bin] = perBin * bin;
        }
        tilt(logits, offset + EventVocabulary.VELOCITY, tilts);
    }

    /**
     * Faster or slower.
     *
     * @param perSecond by how much the logit of each time shift falls with each second of its length
     */
    static void shifts(float[] logits, int offset, double perSecond) {
        double[] tilts = new double[EventVocabulary.TIME_SHIFT_BINS];
        for (int bin = 0; bin < tilts.length; bin++) {
            tilts[bin] = -perSecond * EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + bin);
        }
        tilt(logits, offset + EventVocabulary.TIME_SHIFT, tilts);
    }

    private static void tilt(float[] logits, int first, double[] tilts) {
        double before = logSum(logits, first, new double[tilts.length]);
        if (before == Double.NEGATIVE_INFINITY) {
            return; // all of them are forbidden
        }
        double shift = before - logSum(logits, first, tilts);
        for (int i = 0; i < tilts.length; i++) {
            logits[first + i] += (float) (tilts[i] + shift);
        }
    }

    /** The logarithm of the sum of e^(logit + tilt). */
    private static double logSum(float[] logits, int first, double[] tilts) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < tilts.length; i++) {
            highest = Math.max(highest, logits[first + i] + tilts[i]);
        }
        if (highest == Double.NEGATIVE_INFINITY) {
            return highest;
        }
        double sum = 0;
        for (int i = 0; i < tilts.length; i++) {
            sum += PortableMath.exp(logits[first + i] + tilts[i] - highest);
        }
        return highest + PortableMath.log(sum);
    }
}
