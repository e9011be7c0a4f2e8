package org.amadeus.quant.coding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rounds a row of weights one after the other, each so as to make up for what the rounding of those before it did to the
 * layer's output: GPTQ (Frantar et al. 2022) in the form that Chee et al. 2023 call LDLQ. With H the covariance of the
 * layer's inputs, an error η of a row costs η H ηᵀ in the square of its output. Written H = U D Uᵀ, U with ones on its diagonal and
 * nothing below it, that is
 *
 * <pre>
 *   Σ_k D_k (η_k + Σ_{j&lt;k} η_j U_jk)²
 * </pre>
 *
 * so weight k is rounded not from w_k but from {@code w_k - Σ_{j<k} η_j U_jk}. Columns with the largest inputs go first, while
 * there is nothing to make up for yet. Then each weight is looked at again, given all others, until none wants to change:
 * coordinate descent, of the same sum.
 */
final class Gptq {
    /** Share of the mean of H's diagonal that is added to it, so that inputs which never move do no harm (GPTQ's 1 %). */
    static final double DAMPING = 0.01;

    private static final int SWEEPS = 4;
    private static final int ROWS = 32;

    private final int columns;
    private final double[] moments;
    private final double damping;
    private final int[] order;
    /** U by columns: U_jk at [k * columns + j], both counted in the order of rounding. */
    private final double[] factor;

    /** Of {@value #ROWS} rows at once, for loops that the JIT compiler makes vectors of: [columns, ROWS]. */
    private final double[] errors;

    private final double[] sums = new double[ROWS];
    /** Of one row, by columns, and H times it. */
    private final double[] error;

    private final double[] slope;

    /** @param moments H [columns, columns], symmetric, finite */
    Gptq(double[] moments, int columns) {
        if (moments.length != Math.multiplyExact(columns, columns)) {
            throw new IllegalArgumentException(
                    "moments have " + moments.length + " values, expected " + columns + " times " + columns);
        }
        this.columns = columns;
        this.order = IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -moments[k * columns + k]))
                .mapToInt(Integer::intValue)
                .toArray();
        double mean = 0;
        for (int k = 0; k < columns; k++) {
            mean += moments[k * columns + k] / columns;
        }
        this.moments = moments;
        this.damping = mean > 0 ? DAMPING * mean : 1;
        this.factor = factor();
        this.errors = new double[columns * ROWS];
        this.error = new double[columns];
        this.slope = new double[columns];
    }

    private double[] factor() {
        double[] a = new double[moments.length];
        for (int k = 0; k < columns; k++) {
            for (int j = 0; j <= k; j++) {
                a[k * columns + j] = moments[order[k] * columns + order[j]] + (j == k ? damping : 0);
            }
        }
        // From the last column to the first; what is left of the matrix stays in place.
        for (int k = columns - 1; k >= 0; k--) {
            int column = k * columns;
            double pivot = a[column + k];
            for (int i = 0; i < k; i++) {
                double share = a[column + i] / pivot;
                for (int j = 0; j <= i; j++) {
                    a[i * columns + j] -= share * a[column + j];
                }
            }
            for (int i = 0; i < k; i++) {
                a[column + i] /= pivot;
            }
        }
        return a;
    }

    /**
     * Rounds all rows; not for two threads at once.
     *
     * @param values   [rows, columns]
     * @param integers output [rows, columns]
     */
    void round(float[] values, GroupScales scales, byte[] integers) {
        int rows = values.length / columns;
        for (int first = 0; first < rows; first += ROWS) {
            int count = Math.min(ROWS, rows - first);
            forward(values, first, count, scales, integers);
            double[] slopes = slopes(values, first, count, scales, integers);
            for (int r = 0; r < count; r++) {
                for (int k = 0; k < columns; k++) {
                    error[k] = errors[k * ROWS + r];
                    slope[k] = slopes[k * ROWS + r];
                }
                descend(values, first + r, scales, integers);
            }
        }
    }

    private void forward(float[] values, int first, int count, GroupScales scales, byte[] integers) {
        for (int k = 0; k < columns; k++) {
            for (int r = 0; r < count; r++) {
                sums[r] = values[(first + r) * columns + order[k]];
            }
            for (int j = 0; j < k; j++) {
                add(-factor[k * columns + j], j);
            }
            for (int r = 0; r < count; r++) {
                integers[(first + r) * columns + order[k]] = scales.nearest(first + r, order[k], sums[r]);
                errors[k * ROWS + r] = error(values, first + r, order[k], scales, integers);
            }
        }
    }

    /** sums += share * the errors of a column. */
    private void add(double share, int column) {
        int from = column * ROWS;
        for (int r = 0; r < ROWS; r++) {
            sums[r] += share * errors[from + r];
        }
    }

    /** Brings the errors into the order of columns and multiplies them by H. */
    private double[] slopes(float[] values, int first, int count, GroupScales scales, byte[] integers) {
        for (int k = 0; k < columns; k++) {
            for (int r = 0; r < count; r++) {
                errors[k * ROWS + r] = error(values, first + r, k, scales, integers);
            }
        }
        double[] slopes = new double[columns * ROWS];
        for (int k = 0; k < columns; k++) {
            Arrays.fill(sums, 0);
            add(damping, k);
            for (int j = 0; j < columns; j++) {
                add(moments[k * columns + j], j);
            }
            System.arraycopy(sums, 0, slopes, k * ROWS, ROWS);
        }
        return slopes;
    }

    private double error(float[] values, int row, int column, GroupScales scales, byte[] integers) {
        int at = row * columns + column;
        return scales.weight(row, column, integers[at]) - values[at];
    }

    /** Of the row whose errors and slopes are at hand. */
    private void descend(float[] values, int row, GroupScales scales, byte[] integers) {
        int from = row * columns;
        for (int sweep = 0, changes = 1; sweep < SWEEPS && changes > 0; sweep++) {
            changes = 0;
            for (int k : order) {
                double curvature = moments[k * columns + k] + damping;
                double wanted = values[from + k] + error[k] - slope[k] / curvature;
                byte integer = scales.nearest(row, k, wanted);
                if (integer != integers[from + k]) {
                    change(k, scales.weight(row, k, integer) - values[from + k] - error[k]);
                    integers[from + k] = integer;
                    changes++;
                }
            }
        }
    }

    private void change(int k, double step) {
        error[k] += step;
        slope[k] += damping * step;
        for (int j = 0; j < columns; j++) {
            slope[j] += moments[k * columns + j] * step;
        }
    }
}
