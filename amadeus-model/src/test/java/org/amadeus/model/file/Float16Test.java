package org.amadeus.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.model.SeededRandom;
import org.junit.jupiter.api.Test;

class Float16Test {
    @Test
    void everyHalfComesBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float value = Float16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertTrue((bits & 0x7FFF) > 0x7C00);
                assertTrue(Float.isNaN(Float16.toFloat(Halves.fromFloat(value))));
            } else {
                assertEquals((short) bits, Halves.fromFloat(value), () -> "half of value " + value);
            }
        }
    }

    /** Known values: numpy.float16. */
    @Test
    void valuesAreNumpys() {
        assertEquals(1f, Float16.toFloat((short) 0x3C00));
        assertEquals(-2f, Float16.toFloat((short) 0xC000));
        assertEquals(65504f, Float16.toFloat((short) 0x7BFF));
        assertEquals(0x1p-24f, Float16.toFloat((short) 1));
        assertEquals((short) 0x3555, Halves.fromFloat(1 / 3f));
        assertEquals((short) 0x7C00, Halves.fromFloat(65520f));
        assertEquals((short) 0x7BFF, Halves.fromFloat(65519.996f));
        assertEquals((short) 0x0000, Halves.fromFloat(0x1p-25f));
        assertEquals((short) 0x0001, Halves.fromFloat(Math.nextUp(0x1p-25f)));
        assertEquals((short) 0x8000, Halves.fromFloat(-0f));
    }

    @Test
    void roundingGoesToTheNearest() {
        SeededRandom random = new SeededRandom();
        for (float value : random.normal(100_000, 10)) {
            short half = Halves.fromFloat(value);
            float error = Math.abs(Float16.toFloat(half) - value);
            for (int neighbour : new int[] {half - 1, half + 1}) {
                assertTrue(error <= Math.abs(Float16.toFloat((short) neighbour) - value), random + ": " + value);
            }
        }
    }
}
