package org.amadeus.quant.affine;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rounds a row of weights one after the other, each so as to make up for what the rounding of those before it did to the
 * layer's output: GPTQ (Frantar et al. 2022) in the form that Chee et al. 2023 call LDLQ. With H = E[x xᵀ] of the layer's
 * inputs, an error η of a row costs η H ηᵀ in the square of its output. Written H = U D Uᵀ, U with ones on its diagonal and
 * nothing below it, that is
 *
 * <pre>
 *   Σ_k D_k (η_k + Σ_{j&lt;k} η_j U_jk)²
 * </pre>
 *
 * so weight k is rounded not from w_k but from {@code w_k - Σ_{j<k} η_j U_jk}. Columns that hear the most go first, while
 * there is nothing to make up for yet.
 */
final class ErrorFeedback {
    /** Share of the mean of H's diagonal that is added to it, so that inputs which never move do no harm (GPTQ's 1 %). */
    private static final double DAMPING = 0.01;

    private final int columns;
    private final int[] order;
    /** U by columns: U_jk at [k * columns + j], both counted in the order of rounding. */
    private final double[] factor;

    private final double[] errors;

    /** @param moments H [columns, columns], symmetric, finite */
    ErrorFeedback(double[] moments, int columns) {
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
        this.factor = factor(moments);
        this.errors = new double[columns];
    }

    private double[] factor(double[] moments) {
        double mean = 0;
        for (int k = 0; k < columns; k++) {
            mean += moments[k * columns + k] / columns;
        }
        double damping = mean > 0 ? DAMPING * mean : 1;
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
    void round(float[] values, int row, GroupSteps steps, byte[] integers) {
        for (int k = 0; k < columns; k++) {
            int at = row * columns + order[k];
            double wanted = values[at];
            for (int j = 0; j < k; j++) {
                wanted -= errors[j] * factor[k * columns + j];
            }
            integers[at] = steps.nearest(row, order[k], wanted);
            errors[k] = steps.weight(row, order[k], integers[at]) - values[at];
        }
    }
}
