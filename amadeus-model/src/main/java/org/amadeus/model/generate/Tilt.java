package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.portable.PortableMath;

/**
 * Tilts probabilities within a group of events, exponentially (as importance sampling does: Siegmund, 1976); the group as a whole stays
 * as likely as it was. The same bits on every machine.
 */
final class Tilt {
    /** What a tilt is a multiple of, for each bin. */
    private static final double[] LOUDER = new double[EventVocabulary.VELOCITY_BINS];

    private static final double[] FASTER = new double[EventVocabulary.TIME_SHIFT_BINS];

    static {
        Arrays.setAll(LOUDER, bin -> bin);
        Arrays.setAll(FASTER, bin -> -EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + bin));
    }

    private Tilt() {}

    /**
     * Louder or softer.
     *
     * @param perBin by how much the logit of each velocity grows from bin to bin of 32
     */
    static void velocities(float[] logits, int offset, double perBin) {
        tilt(logits, offset + EventVocabulary.VELOCITY, LOUDER, perBin);
    }

    /**
     * Faster or slower.
     *
     * @param perSecond by how much the logit of each time shift falls with each second of its length
     */
    static void shifts(float[] logits, int offset, double perSecond) {
        tilt(logits, offset + EventVocabulary.TIME_SHIFT, FASTER, perSecond);
    }

    private static void tilt(float[] logits, int first, double[] units, double factor) {
        double before = logSum(logits, first, units, 0);
        if (before == Double.NEGATIVE_INFINITY) {
            return; // all of them are forbidden
        }
        double shift = before - logSum(logits, first, units, factor);
        for (int i = 0; i < units.length; i++) {
            logits[first + i] += (float) (factor * units[i] + shift);
        }
    }

    /** The logarithm of the sum of e^(logit + factor * unit). */
    private static double logSum(float[] logits, int first, double[] units, double factor) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < units.length; i++) {
            highest = Math.max(highest, logits[first + i] + factor * units[i]);
        }
        if (highest == Double.NEGATIVE_INFINITY) {
            return highest;
        }
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            sum += PortableMath.exp(logits[first + i] + factor * units[i] - highest);
        }
        return highest + PortableMath.log(sum);
    }
}
