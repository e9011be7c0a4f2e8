package org.amadeus.quant.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.file.Json;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;

class FidelityTallyTest {
    private static final int SIZE = EventVocabulary.SIZE;

    /** Its deviation from its own mean is a rounding error, not always 0: divided by none it would be infinite. */
    @Test
    void onePieceHasNoStandardError() {
        long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int trial = 0; trial < 50; trial++) {
            Fidelity fidelity = fidelity(random, 1);
            assertTrue(Double.isNaN(fidelity.standardError()), "repeat with -Damadeus.test.seed=" + seed);
            String json = new String(Json.write(fidelity.toJson()), StandardCharsets.UTF_8);
            assertFalse(json.contains("standard_error"), json);
            assertFalse(json.contains("Infinity") || json.contains("NaN"), json);
        }
        assertTrue(fidelity(random, 2).standardError() > 0);
        assertEquals(2, fidelity(random, 2).pieces());
    }

    private static Fidelity fidelity(Random random, int pieces) {
        FidelityTally tally = new FidelityTally(true);
        for (int piece = 0; piece < pieces; piece++) {
            for (int part = 0; part < 7; part++) {
                WindowArrays batch = new WindowArrays(
                        3, 1, new int[] {3, 100, 200}, new float[3], new float[1], new int[] {piece}, new int[] {3});
                tally.add(batch, logits(random), logits(random));
            }
        }
        return tally.result();
    }

    private static float[] logits(Random random) {
        float[] logits = new float[3 * SIZE];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian();
        }
        return logits;
    }
}
