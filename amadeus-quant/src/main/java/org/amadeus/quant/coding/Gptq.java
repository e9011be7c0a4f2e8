package org.amadeus.quant.coding;

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

    private final int columns;
    private final double[] moments;
    private final double damping;
    private final int[] order;
    /** U by columns: U_jk at [k * columns + j], both counted in the order of rounding. */
    private final double[] factor;

    private final double[] errors;
    /** H η of a row, by columns. */
    private final double[] slopes;

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
        this.errors = new double[columns];
        this.slopes = new double[columns];
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
     * Rounds a row; not for two threads at once.
     *
     * @param values   [rows, columns]
     * @param integers output [rows, columns], of which the row is written
     */
    void round(float[] values, int row, GroupScales scales, byte[] integers) {
        for (int k = 0; k < columns; k++) {
            int at = row * columns + order[k];
            double wanted = values[at];
            for (int j = 0; j < k; j++) {
                wanted -= errors[j] * factor[k * columns + j];
            }
            integers[at] = scales.nearest(row, order[k], wanted);
            errors[k] = scales.weight(row, order[k], integers[at]) - values[at];
        }
        descend(values, row, scales, integers);
    }

    private void descend(float[] values, int row, GroupScales scales, byte[] integers) {
        int from = row * columns;
        for (int k = 0; k < columns; k++) {
            errors[k] = scales.weight(row, k, integers[from + k]) - values[from + k];
        }
        for (int k = 0; k < columns; k++) {
            double slope = damping * errors[k];
            for (int j = 0; j < columns; j++) {
                slope += moments[k * columns + j] * errors[j];
            }
            slopes[k] = slope;
        }
        for (int sweep = 0, changes = 1; sweep < SWEEPS && changes > 0; sweep++) {
            changes = 0;
            for (int k : order) {
                double curvature = moments[k * columns + k] + damping;
                double wanted = values[from + k] + errors[k] - slopes[k] / curvature;
                byte integer = scales.nearest(row, k, wanted);
                if (integer != integers[from + k]) {
                    change(k, scales.weight(row, k, integer) - values[from + k] - errors[k]);
                    integers[from + k] = integer;
                    changes++;
                }
            }
        }
    }

    private void change(int k, double step) {
        errors[k] += step;
        slopes[k] += damping * step;
        for (int j = 0; j < columns; j++) {
            slopes[j] += moments[k * columns + j] * step;
        }
    }
}
