package org.amadeus.quant.affine;

import org.amadeus.quant.kernel.Int4Matrix;

/**
 * How far apart the sixteen steps of int4 weights lie: for each group of columns of a row a whole multiple, 1 ..
 * {@value Int4Matrix#LARGEST_MULTIPLIER}, of a unit of the row's.
 *
 * @param rows        of the matrix
 * @param columns     of the matrix
 * @param scales      units per 1, of each row [rows]
 * @param multipliers [rows, groups]
 */
record GroupSteps(int rows, int columns, float[] scales, byte[] multipliers) {
    /** Half the width of sixteen steps. */
    private static final float REACH = 7.5f;

    /**
     * The row's unit is chosen so that the largest multiplier reaches its largest weight; then each group takes the
     * multiplier that leaves the least squared error.
     *
     * @param values [rows, columns]
     */
    static GroupSteps of(float[] values, int rows, int columns) {
        int groups = Int4Matrix.groups(columns);
        float[] scales = new float[rows];
        byte[] multipliers = new byte[rows * groups];
        for (int row = 0; row < rows; row++) {
            float largest = 0;
            for (int k = 0; k < columns; k++) {
                largest = Math.max(largest, Math.abs(values[row * columns + k]));
            }
            float scale = REACH * Int4Matrix.LARGEST_MULTIPLIER / largest;
            // A row of nothing, or of next to nothing, becomes zeros.
            scales[row] = Float.isFinite(scale) ? scale : 1;
            for (int group = 0; group < groups; group++) {
                int from = row * columns + group * Int4Matrix.GROUP;
                int to = Math.min((row + 1) * columns, from + Int4Matrix.GROUP);
                multipliers[row * groups + group] = best(values, from, to, scales[row]);
            }
        }
        return new GroupSteps(rows, columns, scales, multipliers);
    }

    private static byte best(float[] values, int from, int to, float scale) {
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int multiplier = 1; multiplier <= Int4Matrix.LARGEST_MULTIPLIER; multiplier++) {
            double error = 0;
            for (int i = from; i < to; i++) {
                double units = values[i] * (double) scale;
                double off = units - (double) multiplier * step(units / multiplier);
                error += off * off;
            }
            if (error < least) {
                least = error;
                best = multiplier;
            }
        }
        return (byte) best;
    }

    private static int step(double steps) {
        return (int) Math.max(Int4Matrix.LEAST, Math.min(Int4Matrix.MOST, Math.rint(steps)));
    }

    /** The integer whose weight is nearest to a value. */
    byte nearest(int row, int column, double value) {
        return (byte) step(value * scales[row] / multiplier(row, column));
    }

    /** The weight that an integer stands for. */
    double weight(int row, int column, byte integer) {
        return (double) integer * multiplier(row, column) / scales[row];
    }

    private int multiplier(int row, int column) {
        return multipliers[row * Int4Matrix.groups(columns) + column / Int4Matrix.GROUP];
    }
}
