package org.amadeus.quant.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings of every range there is: each is finite both ways and off by no more than its step. */
class AffineTest {
    private static final int ROWS = 12;
    private static final int COLUMNS = 70;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-45, 1e-45",
        "-1e-45, 1e-44",
        "-1e-38, 1e-39",
        "0, 7.4e-37",
        "-1e-20, 1e-20",
        "-1e-14, 3e-14",
        "-0.5, 0.25",
        "2, 3",
        "-3, -2",
        "-1e30, 1e30",
        "-3.4e38, 3.4e38",
        "0, 3.4028235e38"
    })
    void everyRangeHasAMapping(float low, float high) {
        Affine mapping = Affine.ofRange(low, high);
        assertTrue(Float.isFinite(1 / mapping.scale()) && Float.isFinite(mapping.zeroPoint()), mapping::toString);
        double width = Math.max(high, 0.0) - Math.min(low, 0.0);
        double step = Math.max(width / 255, 1e-15);
        for (float x : new float[] {low, high, 0, low / 2 + high / 2}) {
            assertEquals(x, mapping.dequantize(mapping.quantize(x)), 1.01 * step, mapping + " of " + x);
        }
        assertEquals(0, mapping.dequantize(mapping.quantize(0)), 0f);
        float largest = Math.max(Math.abs(low), Math.abs(high));
        Affine even = Affine.symmetric(largest);
        assertEquals(largest, even.dequantize(even.quantize(largest)), Math.max(largest * 1e-6, 1e-15));
    }

    @Test
    void whatIsNoNumberIsNamed() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> Affine.ofRange(wrong, 1))
                    .getMessage()
                    .contains("a range " + wrong));
            assertThrows(IllegalArgumentException.class, () -> Affine.ofRange(-1, wrong));
            assertThrows(IllegalArgumentException.class, () -> Affine.symmetric(Math.abs(wrong)));
            assertThrows(IllegalArgumentException.class, () -> new Affine(wrong, 0));
            assertThrows(IllegalArgumentException.class, () -> new Affine(1, wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> new Affine(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Affine(1e-45f, 0), "its reciprocal is infinite");
    }

    /** Rows of zeros, of next to nothing, of one huge value, all alike, and ordinary ones, side by side. */
    @ParameterizedTest
    @ValueSource(strings = {"symmetric", "asymmetric", "int4", "int4 compensated"})
    void everyRowComesBackWithinItsStep(String scheme) {
        long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int trial = 0; trial < 20; trial++) {
            float[] values = values(random);
            float[] back =
                    switch (scheme) {
                        case "symmetric" ->
                            QuantizedRows.symmetric(values, ROWS, COLUMNS).dequantize();
                        case "asymmetric" ->
                            QuantizedRows.asymmetric(values, ROWS, COLUMNS).dequantize();
                        case "int4" ->
                            GroupedRows.nearest(values, ROWS, COLUMNS).widened().dequantize();
                        default ->
                            GroupedRows.compensated(values, ROWS, COLUMNS, moments())
                                    .widened()
                                    .dequantize();
                    };
            // Four bits have 15 steps, and errors are handed on; eight have 127 to a side, less the cut.
            double share = scheme.startsWith("int4") ? 0.6 : 0.7;
            for (int row = 0; row < ROWS; row++) {
                double largest = 0;
                for (int k = 0; k < COLUMNS; k++) {
                    largest = Math.max(largest, Math.abs(values[row * COLUMNS + k]));
                }
                for (int k = 0; k < COLUMNS; k++) {
                    int at = row * COLUMNS + k;
                    assertEquals(
                            values[at],
                            back[at],
                            share * largest + 1e-14,
                            scheme + ", row " + row + ", repeat with -Damadeus.test.seed=" + seed);
                }
            }
        }
    }

    private static double[] moments() {
        double[] moments = new double[COLUMNS * COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            moments[i * COLUMNS + i] = 1;
        }
        return moments;
    }

    private static float[] values(Random random) {
        float[] values = new float[ROWS * COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            float[] rowValues = new float[COLUMNS];
            float size = (float) Math.pow(10, random.nextInt(80) - 44.0);
            switch (row % 6) {
                case 0 -> Arrays.fill(rowValues, 0);
                case 1 -> Arrays.fill(rowValues, random.nextBoolean() ? Float.MIN_VALUE : size);
                case 2 -> rowValues[random.nextInt(COLUMNS)] = (random.nextBoolean() ? -1 : 1) * 1e38f;
                case 3 -> rowValues[random.nextInt(COLUMNS)] = Float.MIN_NORMAL / 3;
                default -> {
                    for (int k = 0; k < COLUMNS; k++) {
                        rowValues[k] = size * (2 * random.nextFloat() - 1);
                    }
                }
            }
            System.arraycopy(rowValues, 0, values, row * COLUMNS, COLUMNS);
        }
        return values;
    }
}
