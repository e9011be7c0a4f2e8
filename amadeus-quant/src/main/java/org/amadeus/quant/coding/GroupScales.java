package org.amadeus.quant.coding;

import java.util.Arrays;
import java.util.Optional;
import org.amadeus.quant.layer.GroupedMatrix;

/**
 * How far apart the steps of a {@link GroupCoding} lie: for each group of columns of a row a whole multiple of the row's
 * scale.
 *
 * @param coding      whose
 * @param columns     of the matrix
 * @param scales      of each row [rows]
 * @param multipliers [rows, groups]
 */
record GroupScales(GroupCoding coding, int columns, float[] scales, byte[] multipliers) {
    /** The scale of a row of nothing, or of next to nothing. */
    private static final float LEAST = 1e-30f;

    /**
     * The row's scale is such that the largest multiplier reaches its largest weight; then each group takes the multiplier
     * that leaves the least squared error, where it is known how much the inputs vary that of the output.
     *
     * @param weights [rows, columns]
     */
    static GroupScales of(GroupCoding coding, float[] weights, int rows, int columns, Optional<Moments> moments) {
        double[] importance = new double[columns];
        Arrays.setAll(importance, k -> moments.map(m -> m.covariance()[k * columns + k])
                .orElse(1.0));
        double mean = Arrays.stream(importance).average().orElse(0);
        for (int k = 0; k < columns; k++) {
            importance[k] = mean > 0 ? importance[k] + Gptq.DAMPING * mean : 1;
        }
        // A larger scale's integer farthest from zero may stand for no float.
        float most = Math.nextDown(Float.MAX_VALUE / (-coding.nearest(-Double.MAX_VALUE) * coding.mostMultiplier()));
        int groups = GroupedMatrix.groups(columns);
        float[] scales = new float[rows];
        byte[] multipliers = new byte[rows * groups];
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int k = row * columns; k < (row + 1) * columns; k++) {
                largest = Math.max(largest, Math.abs(weights[k]));
            }
            scales[row] = Math.max(LEAST, Math.min(most, largest / (coding.reach() * coding.mostMultiplier())));
            for (int group = 0; group < groups; group++) {
                int from = group * GroupedMatrix.GROUP;
                int to = Math.min(columns, from + GroupedMatrix.GROUP);
                multipliers[row * groups + group] =
                        best(coding, weights, row * columns, from, to, importance, scales[row]);
            }
        }
        return new GroupScales(coding, columns, scales, multipliers);
    }

    private static byte best(
            GroupCoding coding, float[] weights, int row, int from, int to, double[] importance, float scale) {
        double[] steps = new double[to - from];
        Arrays.setAll(steps, k -> weights[row + from + k] / (double) scale);
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

    /** The value whose weight is nearest. */
    byte nearest(int row, int column, double weight) {
        return (byte) coding.nearest(weight / scales[row] / multiplier(row, column));
    }

    /** The weight that a value stands for. */
    double weight(int row, int column, byte value) {
        return (double) value * multiplier(row, column) * scales[row];
    }

    private int multiplier(int row, int column) {
        return multipliers[row * GroupedMatrix.groups(columns) + column / GroupedMatrix.GROUP];
    }
}
