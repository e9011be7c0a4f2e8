package org.amadeus.model.ending;

/**
 * Guesses the key of the music that was struck lately: the one whose profile correlates best with the pitch classes, each
 * fading with the strokes that follow it (Krumhansl and Kessler, <a href="https://doi.org/10.1037/0033-295X.89.4.334">Tracing
 * the dynamic changes in perceived tonal organization</a>, 1982).
 */
final class KeyEstimate {
    static final int PITCH_CLASSES = 12;

    private static final double[] MAJOR = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
    private static final double[] MINOR = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};
    /** What is left of a stroke after the next one: half after some 70 strokes. */
    private static final double FADE = 0.99;

    private final double[] weights = new double[PITCH_CLASSES];

    /** Takes a stroke in. */
    void add(int pitchClass) {
        for (int i = 0; i < PITCH_CLASSES; i++) {
            weights[i] *= FADE;
        }
        weights[pitchClass]++;
    }

    /** Whether pitch classes, a bit each, are two or three of the tonic triad's, the tonic among them. */
    boolean isTonicTriad(int chord) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < 2 * PITCH_CLASSES; key++) {
            double fit = correlation(key % PITCH_CLASSES, key < PITCH_CLASSES ? MAJOR : MINOR);
            if (fit > highest) {
                highest = fit;
                best = key;
            }
        }
        int tonic = best % PITCH_CLASSES;
        int third = (tonic + (best < PITCH_CLASSES ? 4 : 3)) % PITCH_CLASSES;
        int triad = 1 << tonic | 1 << third | 1 << (tonic + 7) % PITCH_CLASSES;
        return (chord & 1 << tonic) != 0 && (chord & ~triad) == 0 && Integer.bitCount(chord) >= 2;
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
