package org.amadeus.quant.coding;

import java.util.Arrays;
import java.util.Optional;
import org.amadeus.quant.layer.GroupedMatrix;
import org.amadeus.quant.layer.Int8Matrix;

/**
 * How far apart the steps of a {@link WeightCoding} lie: a scale for each row, or for each group of columns of a row a
 * whole multiple of the row's scale.
 *
 * @param coding      whose
 * @param columns     of the matrix
 * @param scales      of each row [rows]
 * @param multipliers [rows, groups]; empty where there are no groups
 */
record Steps(WeightCoding coding, int columns, float[] scales, byte[] multipliers) {
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
     */
    static Steps of(WeightCoding coding, float[] weights, int rows, int columns, Optional<Moments> moments) {
        // A larger scale's integer farthest from zero may stand for no float.
        float most = Math.nextDown(Float.MAX_VALUE / (-coding.nearest(-Double.MAX_VALUE) * coding.mostMultiplier()));
        int groups = coding.isGrouped() ? GroupedMatrix.groups(columns) : 0;
        Steps steps = new Steps(coding, columns, new float[rows], new byte[rows * groups]);
        double[] importance = importance(columns, moments);
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int k = row * columns; k < (row + 1) * columns; k++) {
                largest = Math.max(largest, Math.abs(weights[k]));
            }
            float widest = Math.min(most, largest / (coding.reach() * coding.mostMultiplier()));
            if (coding.isGrouped()) {
                steps.scales[row] = Math.max(LEAST, widest);
            } else {
                steps.scales[row] = largest < NOTHING ? 1 : steps.narrowed(weights, row * columns, largest, widest);
            }
            for (int group = 0; group < groups; group++) {
                steps.multipliers[row * groups + group] = steps.best(weights, row, group, importance);
            }
        }
        return steps;
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

    private float narrowed(float[] weights, int from, float largest, float widest) {
        float best = widest;
        double least = squaredError(weights, from, widest);
        for (int cut = 1; cut <= CUTS; cut++) {
            float scale = largest * (1 - cut * CUT) / coding.reach();
            double error = squaredError(weights, from, scale);
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private double squaredError(float[] weights, int from, float scale) {
        double sum = 0;
        for (int i = from; i < from + columns; i++) {
            double error = weights[i] - coding.nearest(weights[i] / (double) scale) * (double) scale;
            sum += error * error;
        }
        return sum;
    }

    private byte best(float[] weights, int row, int group, double[] importance) {
        int from = group * GroupedMatrix.GROUP;
        double[] steps = new double[Math.min(columns - from, GroupedMatrix.GROUP)];
        Arrays.setAll(steps, k -> weights[row * columns + from + k] / (double) scales[row]);
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int multiplier = 1; multiplier <= coding.mostMultiplier(); multiplier++) {
            double error = 0;
            for (int k = 0; k < steps.length && error < least; k++) {
                double off = steps[k] - (double) multiplier * coding.nearest(steps[k] / multiplier);
                error += off * off * importance[from + k];
            }
            if (error < least) {
                least = error;
                best = multiplier;
            }
        }
        return (byte) best;
    }

    /** Each weight's nearest value. */
    Coded nearest(float[] weights) {
        byte[] values = new byte[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = nearest(i / columns, i % columns, weights[i]);
        }
        return coded(values);
    }

    /** @param values [rows, columns] */
    Coded coded(byte[] values) {
        return new Coded(
                coding,
                coding.isGrouped()
                        ? new GroupedMatrix(scales.length, columns, values, multipliers)
                        : new Int8Matrix(scales.length, columns, values),
                scales);
    }

    /** The value whose weight is nearest. */
    byte nearest(int row, int column, double weight) {
        return (byte) coding.nearest(weight / scales[row] / multiplier(row, column));
    }

    /** The weight that a value stands for. */
    double weight(int row, int column, byte value) {
        return (double) value * multiplier(row, column) * scales[row];
    }

    private int multiplier(int row, int column) {
        return coding.isGrouped() ? multipliers[row * GroupedMatrix.groups(columns) + column / GroupedMatrix.GROUP] : 1;
    }
}
