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
        assertFalse(Arrays.equals(new IterationDraws(7, 4).init(9), new IterationDraws(8, 3).init(9)));
        assertFalse(Arrays.equals(mask(0, 0.5), mask(1, 0.5)));
    }

    /** What a seed draws is what it drew in every version before: a training that goes on goes on the same way. */
    @Test
    void aSeedDrawsWhatItEverDrew() {
        IterationDraws draws = new IterationDraws(7, 3);
        assertArrayEquals(new float[] {-1.5646817f, 1.2287970f, 0.1510331f, -0.1630155f}, draws.init(4), 1e-6f);
        assertArrayEquals(new int[] {4, 3, 2, 5, 1, 0}, draws.order(6));
        assertArrayEquals(new boolean[] {true, true, true, true, false, true, false, true}, draws.taught(8, 0.5));
        boolean[] controls = new boolean[8];
        for (int i = 0; i < controls.length; i++) {
            controls[i] = new IterationDraws(7, i).controls(0.5);
        }
        assertArrayEquals(new boolean[] {true, false, false, false, true, false, true, true}, controls);
        float[] mask = new float[8];
        draws.dropout(1, 0.3, FloatBuffer.wrap(mask), mask.length, 0, 1, 1);
        float kept = (float) (1 / 0.7);
        assertArrayEquals(new float[] {kept, kept, kept, kept, kept, 0, kept, kept}, mask);
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

    /** Two units are drawn from one number: neither says anything of the other. */
    @Test
    void neighbouringUnitsAreDroppedEachByItself() {
        float[] mask = mask(0, 0.5);
        int both = 0;
        for (int i = 0; i + 1 < MANY; i += 2) {
            both += mask[i] == 0 && mask[i + 1] == 0 ? 1 : 0;
        }
        assertEquals(0.25, both / (MANY / 2.0), 0.01);
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
