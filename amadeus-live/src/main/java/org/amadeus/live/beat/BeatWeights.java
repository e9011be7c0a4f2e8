package org.amadeus.live.beat;

/** Weights of three logistic models, fitted to the beats of performances of ASAP, none of which are among those that they are measured by, and of synthetic phrases. */
final class BeatWeights {
    /** Of {@link Onsets}' features: the log-odds that an onset is on a beat, over those of any onset. */
    private static final double[] ONSET = {
        0.826, 0.323, -0.393, 0.762, 0.146, 0.371, -0.29, 0.179, 0.616, 0.014, 0.582, -0.175
    };

    private static final double ONSET_BIAS = -0.81;

    /** Of the same: the log-odds that an onset on a beat begins a bar, over those of any. */
    private static final double[] DOWNBEAT = {
        -0.193, 0.109, -0.028, 0.297, -0.233, 0.167, -0.13, 0.142, 0.425, 0.086, 0.467, 0.276
    };

    private static final double DOWNBEAT_BIAS = -0.696;

    /** Of {@link PathFeatures}. */
    private static final double[] PATH = {
        -0.6929, -1.371, -0.69, -1.339, -17.73, 5.823, 2.425, 2.446, -12.64, -1.001, 0.7938, 0.2354, 0.4604, 5.9,
        -4.233, 5.045, -6.824, 6.548, -9.301, 5.449, -5.478, 0.5085, -3.286, -2.36, 2.671, 8.675, -13.01, -4.457, 9.814,
        -2.426, 4.452, -5.104, 6.196, 3.704, -0.749
    };

    private BeatWeights() {}

    static double accent(double[] features) {
        return ONSET_BIAS + dot(ONSET, features);
    }

    static double downbeat(double[] features) {
        return DOWNBEAT_BIAS + dot(DOWNBEAT, features);
    }

    /** How good a path is, as the exponent of a softmax over paths. */
    static double odds(double[] features) {
        return dot(PATH, features);
    }

    private static double dot(double[] weights, double[] features) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * features[i];
        }
        return sum;
    }
}
