package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.amadeus.data.EventVocabulary;
import org.junit.jupiter.api.Test;

class TiltTest {
    private static float[] logits(long seed) {
        Random random = new Random(seed);
        float[] logits = new float[2 * EventVocabulary.SIZE];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
        }
        return logits;
    }

    private static double sum(float[] logits, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += Math.exp(logits[i]);
        }
        return sum;
    }

    /** The mean bin of a group. */
    private static double mean(float[] logits, int from) {
        double sum = 0;
        for (int i = 0; i < 32; i++) {
            sum += i * Math.exp(logits[from + i]);
        }
        return sum / sum(logits, from, 32);
    }

    @Test
    void whatIsLikelyMovesWithinTheGroupAndNowhereElse() {
        for (long seed = 0; seed < 50; seed++) {
            float[] before = logits(seed);
            float[] after = before.clone();
            int offset = EventVocabulary.SIZE;
            int velocities = offset + EventVocabulary.VELOCITY;
            int shifts = offset + EventVocabulary.TIME_SHIFT;
            Tilt.velocities(after, offset, 0.4);
            Tilt.shifts(after, offset, 5);
            assertArrayEquals(Arrays.copyOf(before, velocities), Arrays.copyOf(after, velocities), "seed " + seed);
            assertEquals(1, sum(after, velocities, 32) / sum(before, velocities, 32), 1e-5, "seed " + seed);
            assertEquals(1, sum(after, shifts, 32) / sum(before, shifts, 32), 1e-5, "seed " + seed);
            assertTrue(mean(after, velocities) > mean(before, velocities), "louder, seed " + seed);
            assertTrue(mean(after, shifts) < mean(before, shifts), "faster, seed " + seed);
            assertEquals(
                    0.4,
                    after[velocities + 9] - after[velocities + 8] - before[velocities + 9] + before[velocities + 8],
                    1e-4);
        }
    }

    @Test
    void whatIsForbiddenStaysSo() {
        float[] logits = logits(1);
        Arrays.fill(logits, EventVocabulary.VELOCITY, EventVocabulary.TIME_SHIFT, Float.NEGATIVE_INFINITY);
        logits[EventVocabulary.TIME_SHIFT + 3] = Float.NEGATIVE_INFINITY;
        float[] before = logits.clone();
        Tilt.velocities(logits, 0, 1);
        Tilt.shifts(logits, 0, -100);
        for (int i = 0; i < EventVocabulary.SIZE; i++) {
            assertEquals(before[i] == Float.NEGATIVE_INFINITY, logits[i] == Float.NEGATIVE_INFINITY, "event " + i);
            assertTrue(!Float.isNaN(logits[i]), "event " + i);
        }
    }
}
