package org.amadeus.quant.coding;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds how far apart the steps of a {@link WeightCoding} are to lie: a scale for each row, and for each group of columns of
 * a row a whole multiple of it.
 *
 * @param coding  whose
 * @param weights [rows, columns]
 * @param columns of the matrix
 */
record Steps(WeightCoding coding, float[] weights, int columns) {
    /** The scale of a row of nothing, or of next to nothing, in groups. */
    private static final float LEAST = 1e-30f;
    /** A row of eight bits without larger values becomes zeros. */
    private static final float NOTHING = 1e-15f;
    /** How much narrower each range of a row is than the one tried before it, as a share of the widest, and how many are tried. */
    private static final float CUT = 0.02f;

    private static final int CUTS = 30;

    /**
     * The row's scale is such that the largest multiplier reaches its largest weight; then each group takes the multiplier
     * that leaves the least squared error, where it is known how much the inputs vary that of the output. Without groups the
     * row's range is its largest magnitude or somewhat less, whichever leaves the least squared error: a few large weights
     * are clipped a little then, and all others are finer.
     *
     * @param weights [rows, columns]
     * @return scales and multipliers, with zeros for values
     */
    static Coded of(WeightCoding coding, float[] weights, int rows, int columns, Optional<Moments> moments) {
        // A larger scale's integer farthest from zero may stand for no float.
        float most = Math.nextDown(Float.MAX_VALUE / (-coding.nearest(-Double.MAX_VALUE) * coding.mostMultiplier()));
        int groups = coding.groups(columns);
        Steps steps = new Steps(coding, weights, columns);
        float[] scales = new float[rows];
        byte[] multipliers = new byte[rows * groups];
        double[] importance = importance(columns, moments);
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            float largest = 0;
            for (int k = from; k < from + columns; k++) {
                largest = Math.max(largest, Math.abs(weights[k]));
            }
            float widest = Math.min(most, largest / (coding.reach() * coding.mostMultiplier()));
            if (coding.isGrouped()) {
                scales[row] = Math.max(LEAST, widest);
            } else {
                scales[row] = largest < NOTHING ? 1 : steps.narrowed(from, largest, widest);
            }
            for (int group = 0; group < groups; group++) {
                multipliers[row * groups + group] = steps.best(from, scales[row], group * Coded.GROUP, importance);
            }
        }
        return new Coded(coding, new Int8Matrix(rows, columns, new byte[weights.length]), multipliers, scales);
    }

    /** How much an error of each column counts. */
    private static double[] importance(int columns, Optional<Moments> moments) {
        double[] importance = new double[columns];
        Arrays.setAll(importance, k -> moments.map(m -> m.covariance()[k * columns + k])
                .orElse(1.0));
        double mean = Arrays.stream(importance).average().orElse(0);
        for (int k = 0; k < columns; k++) {
            importance[k] = mean > 0 ? importance[k] + Gptq.DAMPING * mean : 1;
        }
        return importance;
    }

    /** The best scale of the row that begins at {@code from}. */
    private float narrowed(int from, float largest, float widest) {
        float best = widest;
        double least = squaredError(from, widest);
        for (int cut = 1; cut <= CUTS; cut++) {
            float scale = largest * (1 - cut * CUT) / coding.reach();
            double error = squaredError(from, scale);
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private double squaredError(int from, float scale) {
        double sum = 0;
        for (int i = from; i < from + columns; i++) {
            double error = weights[i] - coding.nearest(weights[i] / (double) scale) * (double) scale;
            sum += error * error;
        }
        return sum;
    }

    /** The best multiplier of the group of columns from {@code first} on, of the row that begins at {@code from}. */
    private byte best(int from, float scale, int first, double[] importance) {
        double[] steps = new double[Math.min(columns - first, Coded.GROUP)];
        Arrays.setAll(steps, k -> weights[from + first + k] / (double) scale);
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int multiplier = 1; multiplier <= coding.mostMultiplier(); multiplier++) {
            double error = 0;
            for (int k = 0; k < steps.length && error < least; k++) {
                double off = steps[k] - (double) multiplier * coding.nearest(steps[k] / multiplier);
                error += off * off * importance[first + k];
            }
            if (error < least) {
                least = error;
                best = multiplier;
            }
        }
        return (byte) best;
    }
}
