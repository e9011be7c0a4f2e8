package org.amadeus.quant.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** Rounding to half against a table of all halves, searched for the nearest. */
class HalfTest {
    /** Every positive half in order, the first beyond the largest included: its even neighbour is what overflow rounds to. */
    private static final double[] HALVES = halves();

    private static double[] halves() {
        double[] all = new double[0x7C00 + 1];
        for (int bits = 0; bits <= 0x7C00; bits++) {
            int exponent = bits >> 10;
            int fraction = bits & 0x3FF;
            all[bits] = exponent == 0
                    ? Math.scalb((double) fraction, -24)
                    : Math.scalb((double) (1024 + fraction), exponent - 25);
        }
        return all;
    }

    /** The nearest half by exact comparison of distances; ties to the even one. */
    private static float nearest(float x) {
        double size = Math.min(Math.abs((double) x), 0x1p16);
        int at = Arrays.binarySearch(HALVES, size);
        int index;
        if (at >= 0) {
            index = at;
        } else {
            int above = Math.min(-at - 1, HALVES.length - 1);
            int below = Math.max(above - 1, 0);
            int order = new BigDecimal(size)
                    .subtract(new BigDecimal(HALVES[below]))
                    .compareTo(new BigDecimal(HALVES[above]).subtract(new BigDecimal(size)));
            index = order < 0 ? below : order > 0 ? above : (below & 1) == 0 ? below : above;
        }
        float rounded = index == 0x7C00 ? Float.POSITIVE_INFINITY : (float) HALVES[index];
        return Math.copySign(rounded, x);
    }

    @Test
    void everyHalfItsNeighboursAndMidpoints() {
        for (int i = 0; i < 0x7C00; i++) {
            float half = (float) HALVES[i];
            float middle = (float) ((HALVES[i] + HALVES[i + 1]) / 2);
            for (float x : new float[] {
                half, Math.nextUp(half), Math.nextDown(half), middle, Math.nextUp(middle), Math.nextDown(middle)
            }) {
                check(x);
                check(-x);
            }
        }
    }

    @Test
    void extremes() {
        for (float x : new float[] {
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            65504,
            65519.996f,
            65520,
            65536,
            1e9f,
            0x1p115f,
            0x1p127f,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        }) {
            check(x);
            check(-x);
        }
        assertEquals(Float.NaN, Half.round(Float.NaN));
    }

    @Test
    void randomFloatsOfEveryExponent() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            float x = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(x)) {
                assertEquals(nearest(x), Half.round(x), () -> x + ", seed " + seed);
            }
        }
    }

    private static void check(float x) {
        float expected = nearest(x);
        assertEquals(expected, Half.round(x), () -> "round " + Float.toHexString(x));
        float[] lanes = new float[FloatVector.SPECIES_PREFERRED.length()];
        float[] zeros = new float[lanes.length];
        Arrays.fill(lanes, x);
        Arrays.fill(zeros, -0f);
        boolean fits = Math.abs(x) < Half.OVERFLOW / 2;
        assertEquals(fits, GateStages.fits(lanes, zeros, 0, 0, zeros, 0, lanes.length), () -> "" + x);
        if (fits) {
            GateStages.round(lanes, 0, lanes, lanes.length);
            assertEquals(expected, lanes[lanes.length - 1], () -> "vector round " + Float.toHexString(x));
        }
    }
}
