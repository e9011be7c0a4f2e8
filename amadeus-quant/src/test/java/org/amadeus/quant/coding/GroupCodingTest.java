package org.amadeus.quant.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupCodingTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static final WeightCoding INT4 = WeightCoding.INT4;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 64, 77})
    void nearestIsWithinHalfAStepOfWhatReaches(int columns) {
        float[] values = gaussian(5 * columns);
        for (WeightCoding coding : WeightCoding.all()) {
            if (!coding.isGrouped()) {
                continue;
            }
            Coded rows = coding.encode(values, 5, columns, Optional.empty());
            float[] back = rows.decode();
            for (int i = 0; i < back.length; i++) {
                int at = i / columns * coding.groups(columns) + i % columns / Coded.GROUP;
                double step = rows.multipliers()[at] * (double) rows.scales()[i / columns];
                int most = coding.nearest(1e9);
                int least = coding.nearest(-1e9);
                double within = Math.max(least * step, Math.min(most * step, values[i]));
                assertEquals(within, back[i], (coding.odd() ? 1.001 : 0.501) * step, coding.id() + ", seed " + seed);
            }
        }
    }

    /** Where no input tells anything of another there is nothing to make up for. */
    @Test
    void independentInputsAreRoundedToTheNearest() {
        float[] values = gaussian(3 * 50);
        double[] identity = new double[50 * 50];
        for (int k = 0; k < 50; k++) {
            identity[k * 51] = 1;
        }
        assertArrayEquals(
                values(INT4.encode(values, 3, 50, Optional.empty())),
                values(INT4.encode(values, 3, 50, Optional.of(moments(identity)))),
                "seed " + seed);
    }

    private static byte[] values(Coded coded) {
        return coded.values().values();
    }

    private static Moments moments(double[] covariance) {
        return new Moments(new double[(int) Math.sqrt(covariance.length)], covariance);
    }

    @ParameterizedTest
    @CsvSource({"5,3", "33,40", "64,16", "100,120"})
    void compensatedCostsLessWhereInputsAreCorrelated(int columns, int samples) {
        double[] moments = moments(columns, samples);
        float[] values = gaussian(20 * columns);
        for (WeightCoding coding : new WeightCoding[] {INT4, WeightCoding.INT3, WeightCoding.INT2}) {
            double nearest = cost(values, coding.encode(values, 20, columns, Optional.empty()), moments);
            double compensated =
                    cost(values, coding.encode(values, 20, columns, Optional.of(moments(moments))), moments);
            assertTrue(compensated < nearest, coding + ": " + compensated + " of " + nearest + ", seed " + seed);
        }
    }

    /** Hashes of what a loop over one row after the other made of the same numbers. */
    @ParameterizedTest
    @CsvSource({"int6,2ae32617", "int5,b01e68d6", "int4,aac16f95", "int3,38102c6c", "int2,6dbec698"})
    void itRoundsAsItAlwaysDid(String id, String hash) {
        Random fixed = new Random(7);
        float[] values = gaussian(70 * 77, fixed);
        Moments moments = moments(moments(77, 100, fixed));
        for (int time = 0; time < 2; time++) {
            Coded found = WeightCoding.of(id).orElseThrow().encode(values, 70, 77, Optional.of(moments));
            assertEquals(hash, Integer.toHexString(Arrays.hashCode(found.decode())));
        }
    }

    /** GPTQ as its paper writes it, by the inverse of H, costs no less: what comes after it can only help. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 12, 40})
    void itIsNoWorseThanGptq(int columns) {
        double[] moments = moments(columns, 2 * columns);
        float[] values = gaussian(4 * columns);
        Coded found = INT4.encode(values, 4, columns, Optional.of(moments(moments)));
        Coded paper = found.with(gptq(values, 4, columns, moments));
        double[] damped = moments.clone();
        double mean = 0;
        for (int k = 0; k < columns; k++) {
            mean += moments[k * columns + k] / columns;
        }
        for (int k = 0; k < columns; k++) {
            damped[k * columns + k] += Gptq.DAMPING * mean;
        }
        double most = cost(values, paper, damped);
        assertTrue(cost(values, found, damped) <= most * (1 + 1e-9), "seed " + seed);
    }

    private static byte[] gptq(float[] values, int rows, int columns, double[] moments) {
        Integer[] order = new Integer[columns];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, (a, b) -> Double.compare(moments[b * columns + b], moments[a * columns + a]));
        double mean = 0;
        for (int k = 0; k < columns; k++) {
            mean += moments[k * columns + k] / columns;
        }
        Coded steps = Steps.of(INT4, values, rows, columns, Optional.of(moments(moments)));
        byte[] integers = new byte[rows * columns];
        for (int row = 0; row < rows; row++) {
            double[] weights = new double[columns];
            for (int k = 0; k < columns; k++) {
                weights[k] = values[row * columns + order[k]];
            }
            for (int k = 0; k < columns; k++) {
                // The inverse of H without the rows and columns that are done.
                int left = columns - k;
                double[][] h = new double[left][left];
                for (int i = 0; i < left; i++) {
                    for (int j = 0; j < left; j++) {
                        h[i][j] = moments[order[k + i] * columns + order[k + j]] + (i == j ? 0.01 * mean : 0);
                    }
                }
                double[] first = solve(h);
                byte integer = steps.nearest(row, order[k], weights[k]);
                integers[row * columns + order[k]] = integer;
                double error = (weights[k] - steps.weight(row, order[k], integer)) / first[0];
                for (int j = 0; j < left; j++) {
                    weights[k + j] -= error * first[j];
                }
            }
        }
        return integers;
    }

    /** The first column of the inverse, by Gauss's elimination. */
    private static double[] solve(double[][] matrix) {
        int n = matrix.length;
        double[] x = new double[n];
        x[0] = 1;
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double share = matrix[i][k] / matrix[k][k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= share * matrix[k][j];
                }
                x[i] -= share * x[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                x[k] -= matrix[k][j] * x[j];
            }
            x[k] /= matrix[k][k];
        }
        return x;
    }

    private static double cost(float[] values, Coded coded, double[] moments) {
        float[] back = coded.decode();
        int columns = coded.columns();
        double cost = 0;
        for (int row = 0; row < coded.rows(); row++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    cost += (back[row * columns + i] - values[row * columns + i])
                            * moments[i * columns + j]
                            * (back[row * columns + j] - values[row * columns + j]);
                }
            }
        }
        return cost;
    }

    /** Of inputs that share a part. */
    private double[] moments(int columns, int samples) {
        return moments(columns, samples, random);
    }

    private static double[] moments(int columns, int samples, Random random) {
        double[] moments = new double[columns * columns];
        for (int sample = 0; sample < samples; sample++) {
            double shared = 2 * random.nextGaussian();
            double[] x = new double[columns];
            Arrays.setAll(x, k -> shared + random.nextGaussian());
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    moments[i * columns + j] += x[i] * x[j];
                }
            }
        }
        return moments;
    }

    private float[] gaussian(int count) {
        return gaussian(count, random);
    }

    private static float[] gaussian(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
