package org.amadeus.data.ending;

import java.util.Arrays;

/**
 * Guesses the key of the music that was struck lately: the one whose profile correlates best with the pitch classes, each
 * fading with the strokes that follow it (Krumhansl and Kessler, <a href="https://doi.org/10.1037/0033-295X.89.4.334">Tracing
 * the dynamic changes in perceived tonal organization</a>, 1982).
 */
public final class KeyEstimate {
    static final int PITCH_CLASSES = 12;

    private static final double[] MAJOR = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
    private static final double[] MINOR = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};
    /** What is left of a stroke after the next one: half after some 70 strokes. */
    private static final double FADE = 0.99;

    /** The degrees of the scale, a bit each, tonic first; a minor one has both sevenths. */
    private static final int MAJOR_SCALE = 0b1010_1011_0101;

    private static final int MINOR_SCALE = 0b1101_1010_1101;

    private final double[] weights;

    /**
     * A key.
     *
     * @param tonic 0 (C) .. 11 (B)
     */
    public record Key(int tonic, boolean minor) {
        /** Whether a pitch class is of its scale. */
        public boolean has(int pitchClass) {
            int scale = minor ? MINOR_SCALE : MAJOR_SCALE;
            return (scale >> Math.floorMod(pitchClass - tonic, PITCH_CLASSES) & 1) == 1;
        }
    }

    /** Nothing was struck yet. */
    public KeyEstimate() {
        this(new double[PITCH_CLASSES]);
    }

    private KeyEstimate(double[] weights) {
        this.weights = weights;
    }

    /** Another that goes on from here. */
    public KeyEstimate copy() {
        return new KeyEstimate(weights.clone());
    }

    /** Whether nothing was struck yet. */
    public boolean isEmpty() {
        return Arrays.stream(weights).sum() == 0;
    }

    /** Takes a stroke in. */
    public void add(int pitchClass) {
        for (int i = 0; i < PITCH_CLASSES; i++) {
            weights[i] *= FADE;
        }
        weights[pitchClass]++;
    }

    /** Whether pitch classes, a bit each, are two or three of the tonic triad's, the tonic among them. */
    boolean isTonicTriad(int chord) {
        Key key = key();
        int third = (key.tonic + (key.minor ? 3 : 4)) % PITCH_CLASSES;
        int triad = 1 << key.tonic | 1 << third | 1 << (key.tonic + 7) % PITCH_CLASSES;
        return (chord & 1 << key.tonic) != 0 && (chord & ~triad) == 0 && Integer.bitCount(chord) >= 2;
    }

    /** The key that fits best; C major where nothing was struck. */
    public Key key() {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < 2 * PITCH_CLASSES; key++) {
            double fit = correlation(key % PITCH_CLASSES, key < PITCH_CLASSES ? MAJOR : MINOR);
            if (fit > highest) {
                highest = fit;
                best = key;
            }
        }
        return new Key(best % PITCH_CLASSES, best >= PITCH_CLASSES);
    }

    private double correlation(int tonic, double[] profile) {
        double mean = 0;
        double usual = 0;
        for (int i = 0; i < PITCH_CLASSES; i++) {
            mean += weights[i] / PITCH_CLASSES;
            usual += profile[i] / PITCH_CLASSES;
        }
        double both = 0;
        double squares = 0;
        double usualSquares = 0;
        for (int i = 0; i < PITCH_CLASSES; i++) {
            double weight = weights[(tonic + i) % PITCH_CLASSES] - mean;
            both += weight * (profile[i] - usual);
            squares += weight * weight;
            usualSquares += (profile[i] - usual) * (profile[i] - usual);
        }
        return squares == 0 ? 0 : both / Math.sqrt(squares * usualSquares);
    }
}
