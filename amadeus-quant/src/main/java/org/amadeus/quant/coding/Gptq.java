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
    private static final int ROWS = 128;

    private final int columns;
    private final double[] moments;
    private final double damping;
    private final int[] order;
    /** -U by columns: -U_jk at [k * columns + j], both counted in the order of rounding. */
    private final double[] negative;

    /** @param moments H [columns, columns], symmetric, finite */
    Gptq(double[] moments, int columns) {
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
        this.negative = negative();
    }

    private double[] negative() {
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
                a[column + i] /= -pivot;
            }
        }
        return a;
    }

    /** Rounds all rows of values [rows, columns] between known steps. */
    Coded round(float[] values, Coded steps) {
        Block block = new Block(values, steps);
        for (int first = 0; first < values.length / columns; first += ROWS) {
            block.round(first);
        }
        return steps.with(block.integers);
    }

    /** {@value #ROWS} rows at once, for loops that the JIT compiler makes vectors of. */
    private final class Block {
        private final float[] values;
        private final Coded steps;
        private final byte[] integers;
        /** [columns, ROWS]. */
        private final double[] errors = new double[columns * ROWS];

        private final double[] sums = new double[ROWS];
        private final double[] slopes = new double[columns * ROWS];
        /** Of one row, by columns, and H times it. */
        private final double[] error = new double[columns];

        private final double[] slope = new double[columns];

        Block(float[] values, Coded steps) {
            this.values = values;
            this.steps = steps;
            this.integers = new byte[values.length];
        }

        void round(int first) {
            int count = Math.min(ROWS, values.length / columns - first);
            forward(first, count);
            slopes(first, count);
            for (int r = 0; r < count; r++) {
                for (int k = 0; k < columns; k++) {
                    error[k] = errors[k * ROWS + r];
                    slope[k] = slopes[k * ROWS + r];
                }
                descend(first + r);
            }
        }

        private void forward(int first, int count) {
            for (int k = 0; k < columns; k++) {
                for (int r = 0; r < count; r++) {
                    sums[r] = values[(first + r) * columns + order[k]];
                }
                add(negative, k * columns, k);
                for (int r = 0; r < count; r++) {
                    integers[(first + r) * columns + order[k]] = steps.nearest(first + r, order[k], sums[r]);
                    errors[k * ROWS + r] = error(first + r, order[k]);
                }
            }
        }

        /** sums += shares[from + j] * the errors of column j, one column j after the other. */
        private void add(double[] shares, int from, int count) {
            int j = 0;
            for (; j + 4 <= count; j += 4) {
                add(shares[from + j], shares[from + j + 1], shares[from + j + 2], shares[from + j + 3], j * ROWS);
            }
            for (; j < count; j++) {
                add(shares[from + j], j * ROWS);
            }
        }

        private void add(double share, int at) {
            for (int r = 0; r < ROWS; r++) {
                sums[r] += share * errors[at + r];
            }
        }

        private void add(double a, double b, double c, double d, int at) {
            for (int r = 0; r < ROWS; r++) {
                sums[r] = sums[r]
                        + a * errors[at + r]
                        + b * errors[at + ROWS + r]
                        + c * errors[at + 2 * ROWS + r]
                        + d * errors[at + 3 * ROWS + r];
            }
        }

        /** Brings the errors into the order of columns and multiplies them by H. */
        private void slopes(int first, int count) {
            for (int k = 0; k < columns; k++) {
                for (int r = 0; r < count; r++) {
                    errors[k * ROWS + r] = error(first + r, k);
                }
            }
            for (int k = 0; k < columns; k++) {
                Arrays.fill(sums, 0);
                add(damping, k * ROWS);
                add(moments, k * columns, columns);
                System.arraycopy(sums, 0, slopes, k * ROWS, ROWS);
            }
        }

        private double error(int row, int column) {
            int at = row * columns + column;
            return steps.weight(row, column, integers[at]) - values[at];
        }

        /** Of the row whose errors and slopes are at hand. */
        private void descend(int row) {
            int from = row * columns;
            for (int sweep = 0, changes = 1; sweep < SWEEPS && changes > 0; sweep++) {
                changes = 0;
                for (int k : order) {
                    double curvature = moments[k * columns + k] + damping;
                    double wanted = values[from + k] + error[k] - slope[k] / curvature;
                    byte integer = steps.nearest(row, k, wanted);
                    if (integer != integers[from + k]) {
                        change(k, steps.weight(row, k, integer) - values[from + k] - error[k]);
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
}
