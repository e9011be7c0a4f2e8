package org.amadeus.quant.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every coding holds to, on rows of zeros, of next to nothing, of one huge value, all alike, and ordinary ones. */
class WeightCodingTest {
    private static final int ROWS = 12;

    private final long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    static List<WeightCoding> codings() {
        return WeightCoding.all();
    }

    @ParameterizedTest
    @MethodSource("codings")
    void everyRowComesBackWithinItsStep(WeightCoding coding) {
        for (int trial = 0; trial < 20; trial++) {
            int columns = 1 + random.nextInt(100);
            float[] weights = weights(columns);
            for (boolean known : new boolean[] {false, true}) {
                Optional<Moments> moments = known ? Optional.of(moments(columns)) : Optional.empty();
                Coded coded = coding.encode(weights, ROWS, columns, moments);
                float[] back = coded.decode();
                for (int row = 0; row < ROWS; row++) {
                    double largest = 0;
                    for (int k = row * columns; k < (row + 1) * columns; k++) {
                        largest = Math.max(largest, Math.abs(weights[k]));
                    }
                    assertTrue(1 / coded.scales()[row] <= Float.MAX_VALUE, "its reciprocal is finite");
                    // Errors are handed on within a row, and a group may be clipped.
                    double most = (coding.bits() == 8 ? 0.7 : 1.4) * largest + 1e-14;
                    for (int k = row * columns; k < (row + 1) * columns; k++) {
                        assertEquals(weights[k], back[k], most, coding.id() + ", row " + row + ", seed " + seed);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void itsArraysHoldTheSame(WeightCoding coding) {
        for (int columns : new int[] {1, 7, 32, 33, 65, 96}) {
            Coded coded = coding.encode(weights(columns), ROWS, columns, Optional.empty());
            List<INDArray> arrays = coding.arrays(coded);
            assertEquals(coding.suffixes().size(), arrays.size());
            assertArrayEquals(coded.decode(), coding.read(arrays, columns).decode(), 0f, "seed " + seed);
            assertEquals(
                    coding.bytes(ROWS, columns),
                    arrays.stream()
                            .mapToLong(
                                    array -> array.length() * array.dataType().width())
                            .sum());
            assertThrows(IllegalArgumentException.class, () -> coding.read(arrays, columns + 16));
        }
    }

    @ParameterizedTest
    @MethodSource("codings")
    void ordinaryWeightsKeepTheirSignalByTheirBits(WeightCoding coding) {
        float[] weights = new float[64 * 256];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] back = coding.encode(weights, 64, 256, Optional.empty()).decode();
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < weights.length; i++) {
            signal += weights[i] * weights[i];
            noise += Math.pow(weights[i] - back[i], 2);
        }
        double decibels = 10 * Math.log10(signal / noise);
        assertTrue(decibels > 6 * coding.bits() - 8, decibels + " dB, seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("codings")
    void betweenKnownStepsEachWeightGoesToTheNearestValue(WeightCoding coding) {
        for (int columns : new int[] {1, 33, 96}) {
            float[] weights = weights(columns);
            Coded coded = coding.encode(weights, ROWS, columns, Optional.of(moments(columns)));
            float[] values = coded.decode();
            assertArrayEquals(values, coded.nearest(values).decode(), 0f, "seed " + seed);
            float[] nearest = coded.nearest(weights).decode();
            for (int i = 0; i < weights.length; i++) {
                double most = Math.abs(values[i] - (double) weights[i]) * (1 + 1e-5);
                assertEquals(weights[i], nearest[i], most, coding.id() + ", weight " + i + ", seed " + seed);
            }
        }
        float[] wrong = {Float.NaN};
        Coded steps = coding.encode(new float[] {1}, 1, 1, Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> steps.nearest(wrong));
    }

    @ParameterizedTest
    @MethodSource("codings")
    void whatIsNoNumberIsNamed(WeightCoding coding) {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] weights = new float[40];
            weights[17] = wrong;
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> coding.encode(weights, 2, 20, Optional.empty()));
            assertTrue(e.getMessage().contains("weight 17 is " + wrong), e.getMessage());
        }
    }

    private static Moments moments(int columns) {
        double[] covariance = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            covariance[i * columns + i] = 1;
        }
        return new Moments(new double[columns], covariance);
    }

    private float[] weights(int columns) {
        float[] weights = new float[ROWS * columns];
        for (int row = 0; row < ROWS; row++) {
            float size = (float) Math.pow(10, random.nextInt(80) - 44.0);
            int from = row * columns;
            int to = from + columns;
            int one = from + random.nextInt(columns);
            switch (row % 6) {
                case 0 -> Arrays.fill(weights, from, to, 0);
                case 1 -> Arrays.fill(weights, from, to, random.nextBoolean() ? Float.MIN_VALUE : size);
                case 2 -> weights[one] = (random.nextBoolean() ? -1 : 1) * 1e38f;
                case 3 -> weights[one] = Float.MIN_NORMAL / 3;
                default -> {
                    for (int k = from; k < to; k++) {
                        weights[k] = size * (2 * random.nextFloat() - 1);
                    }
                }
            }
        }
        return weights;
    }

    /** One large weight among many small ones: the range that leaves the least squared error is found among all of them. */
    @Test
    void aRowOfEightBitsIsClippedWhereThatLeavesTheLeastError() {
        int columns = 20_000;
        Random random = new Random(3);
        float[] weights = new float[columns];
        for (int i = 0; i < columns; i++) {
            weights[i] = random.nextFloat() - 0.5f;
        }
        weights[77] = 1;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cut = 0; cut <= 30; cut++) {
            double scale = (1 - 0.02 * cut) / 127;
            double error = 0;
            for (float weight : weights) {
                double off = weight - scale * Math.max(-127, Math.min(127, Math.rint(weight / scale)));
                error += off * off;
            }
            if (error < least) {
                least = error;
                best = cut;
            }
        }
        assertTrue(best > 1 && best < 30, "a case of it: " + best);
        Coded coded = WeightCoding.INT8.encode(weights, 1, columns, Optional.empty());
        assertEquals((1 - 0.02 * best) / 127, coded.scales()[0], 1e-8);
        assertEquals(127, coded.values().values()[77]);
    }
}
