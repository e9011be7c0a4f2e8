package org.amadeus.model.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IterationDrawsTest {
    private static final int MANY = 100_001;

    @Test
    void onlySeedAndIterationMatter() {
        assertArrayEquals(new IterationDraws(7, 3).init(9), new IterationDraws(7, 3).init(9));
        assertFalse(Arrays.equals(new IterationDraws(7, 3).init(9), new IterationDraws(7, 4).init(9)));
        assertFalse(Arrays.equals(new IterationDraws(7, 3).init(9), new IterationDraws(8, 3).init(9)));
        assertFalse(Arrays.equals(mask(0, 0.5), mask(1, 0.5)));
    }

    @Test
    void theInitIsStandardNormal() {
        double sum = 0;
        double squares = 0;
        for (float value : new IterationDraws(1, 2).init(MANY)) {
            sum += value;
            squares += value * value;
        }
        assertEquals(0, sum / MANY, 0.02);
        assertEquals(1, squares / MANY, 0.02);
    }

    @Test
    void dropoutKeepsTheMean() {
        for (double share : new double[] {0, 0.3, 0.9}) {
            float[] mask = mask(0, share);
            int dropped = 0;
            for (float value : mask) {
                dropped += value == 0 ? 1 : 0;
                assertTrue(value == 0 || value == (float) (1 / (1 - share)));
            }
            assertEquals(share, (double) dropped / MANY, 0.01);
        }
    }

    @Test
    void ratiosAreKept() {
        int controls = 0;
        for (int i = 0; i < 10_000; i++) {
            controls += new IterationDraws(5, i).controls(0.7) ? 1 : 0;
        }
        assertEquals(7000, controls, 200);
        int taught = 0;
        for (boolean each : new IterationDraws(5, 0).taught(10_000, 0.25)) {
            taught += each ? 1 : 0;
        }
        assertEquals(2500, taught, 200);
        assertTrue(new IterationDraws(5, 0).controls(1));
        assertFalse(new IterationDraws(5, 0).controls(0));
    }

    private static float[] mask(int layer, double share) {
        float[] mask = new float[MANY];
        new IterationDraws(1, 2).dropout(layer, share, FloatBuffer.wrap(mask), mask.length, 0, 1, 1);
        return mask;
    }
}
