package org.amadeus.model.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PortableMathTest {
    private static final int NUMBERS = 200_000;

    @Test
    void exponentials() {
        assertWithin(2, PortableMath::exp, StrictMath::exp, -708, 709.7);
        assertWithin(2, PortableMath::exp, StrictMath::exp, -1, 1);
        assertEquals(1, PortableMath.exp(0));
        assertEquals(0, PortableMath.exp(Double.NEGATIVE_INFINITY));
        assertEquals(0, PortableMath.exp(-1e300));
        assertEquals(Double.MIN_VALUE, PortableMath.exp(-744.4));
        assertEquals(Double.POSITIVE_INFINITY, PortableMath.exp(709.9));
        assertEquals(Double.POSITIVE_INFINITY, PortableMath.exp(Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(PortableMath.exp(Double.NaN)));
    }

    @Test
    void logarithms() {
        assertWithin(2, PortableMath::log, StrictMath::log, 1e-17, 1);
        assertWithin(2, PortableMath::log, StrictMath::log, 0.9, 1.1);
        assertWithin(2, PortableMath::log, StrictMath::log, 1, 1e9);
        assertEquals(0, PortableMath.log(1));
        assertEquals(StrictMath.log(0x1p-52), PortableMath.log(0x1p-52), 1e-14);
    }

    @Test
    void gatesAndAngles() {
        Random random = new Random(3);
        for (int i = 0; i < NUMBERS; i++) {
            double x = 60 * random.nextDouble() - 30;
            assertEquals(StrictMath.tanh(x), PortableMath.tanh(x), 1e-15);
            assertEquals(1 / (1 + StrictMath.exp(-x)), PortableMath.sigmoid(x), 1e-15);
            double u = random.nextDouble();
            assertEquals(StrictMath.cos(2 * Math.PI * u), PortableMath.cosOfTurns(u), 2e-15);
        }
        assertEquals(-1, PortableMath.tanh(-400));
        assertEquals(1, PortableMath.tanh(400));
        assertEquals(2, PortableMath.nearest(2.5));
        assertEquals(-4, PortableMath.nearest(-3.5));
    }

    private static void assertWithin(
            int units, DoubleUnaryOperator actual, DoubleUnaryOperator expected, double low, double high) {
        Random random = new Random(7);
        for (int i = 0; i < NUMBERS; i++) {
            double x = low + (high - low) * random.nextDouble();
            double right = expected.applyAsDouble(x);
            assertEquals(right, actual.applyAsDouble(x), units * Math.ulp(right), () -> "seed 7, of " + x);
        }
    }
}
