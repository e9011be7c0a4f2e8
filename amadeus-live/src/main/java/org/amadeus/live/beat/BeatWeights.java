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
        0.5735, -1.006, 0.4569, -1.26, -12.04, -4.243, -1.142, -0.2991, 0.2149, -0.2928, -0.6896, 0.3388, -0.1855,
        -1.298, 0.2902, 0.7909, 0.5729, -0.7358, -0.6091, 0.1064, -0.2931, -0.6239, 0.453, 1.099, 1.424, 0.5056, -0.383,
        -0.1263, -0.2039, -0.4454, -0.5807, -0.2264, 0.8236, 1.029, -0.3535, 0.03805, 0.6118, 0.09467, -0.5648, -0.3164,
        -0.3027, -0.4394, 0.2979, 0.648, 0.4856, -0.257, 0.2446, 0.2941, 0.07624, -0.3577, 1.297, -0.07873, 0.1707,
        0.8731, -0.8349, -1.048, 1.738, 0.9667, -0.2979, -0.1975, 0.3664, 0.558, 0.8846, -0.5499, 1.172, 0.9099, 0.4807,
        -0.07486, -0.05854, 0.5455, 2.525, -2.316, -1.525, -0.1174, 0.8383, -2.051, 4.303, -0.08339, 1.038, -1.03,
        0.3489, -0.003324, -0.8772, 0.1589, -1.998, 1.109, -1.342, -1.497, -0.4914, -0.7404, 1.327, 3.484, 0.6532,
        -0.733, 0.1456, -1.002, 4.183, 0.6869, 0.1505, -0.4907, -0.3437, 2.235, 0.5078, 0.6452, 0.6226, -0.8375, 2.119,
        1.028, 0.1999, 0.2328, 0.3792, 0.8314, -0.1673, 0.1835, 1.225
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
