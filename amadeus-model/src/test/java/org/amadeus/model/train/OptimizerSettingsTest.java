package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OptimizerSettingsTest {
    private static final OptimizerSettings COSINE = OptimizerSettings.DEFAULTS.withSchedule(Schedule.COSINE);

    /** From the whole rate by half a cosine to a hundredth: at a third of the way cos is 1/2, at two thirds -1/2. */
    @Test
    void aCosineFallsToAHundredth() {
        assertEquals(1e-3, COSINE.rate(0, 0), 1e-15);
        assertEquals(1e-3 * (0.01 + 0.99 * 0.75), COSINE.rate(1 / 3.0, 0), 1e-15);
        assertEquals(1e-3 * (0.01 + 0.99 * 0.5), COSINE.rate(0.5, 0), 1e-15);
        assertEquals(1e-3 * (0.01 + 0.99 * 0.25), COSINE.rate(2 / 3.0, 0), 1e-15);
        assertEquals(1e-5, COSINE.rate(1, 0), 1e-15);
        assertEquals(1e-5, COSINE.rate(1.5, 0), 1e-15);
        assertEquals(1e-3, OptimizerSettings.DEFAULTS.rate(0.9, 0), 1e-15);
    }

    /** The n-th of N updates by n / N of the schedule's, the N-th and all later ones by all of it. */
    @Test
    void warmUpRisesFromTheFirstUpdate() {
        OptimizerSettings settings = COSINE.withWarmup(4);
        for (int n = 1; n <= 6; n++) {
            assertEquals(Math.min(n, 4) / 4.0 * COSINE.rate(0.25, 0), settings.rate(0.25, n - 1), 1e-15, "update " + n);
        }
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        for (double rate : new double[] {0, -1e-3, 10.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> COSINE.withLearningRate(rate));
        }
        assertThrows(IllegalArgumentException.class, () -> COSINE.withWarmup(-1));
        for (double decay : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> COSINE.withWeightDecay(decay));
        }
    }
}
