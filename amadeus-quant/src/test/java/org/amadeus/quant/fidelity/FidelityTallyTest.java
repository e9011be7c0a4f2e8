package org.amadeus.quant.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** Two pieces of one event and of two, each number worked out from the definitions. */
    @Test
    void numbersAreThoseOfTheirDefinitions() {
        double[][] before = {{0.5, 0.25, 0.125, 0.125}, {0.25, 0.5, 0.125, 0.125}, {0.125, 0.125, 0.25, 0.5}};
        double[][] after = {{0.25, 0.5, 0.125, 0.125}, {0.25, 0.5, 0.125, 0.125}, {0.25, 0.25, 0.25, 0.25}};
        int[] events = {0, 3, 3};
        FidelityTally tally = new FidelityTally(true);
        tally.add(window(0, events[0]), logarithms(before[0]), logarithms(after[0]));
        tally.add(window(1, events[1]), logarithms(before[1]), logarithms(after[1]));
        tally.add(window(1, events[2]), logarithms(before[2]), logarithms(after[2]));
        Fidelity fidelity = tally.result();

        assertEquals(3, fidelity.windows());
        assertEquals(2, fidelity.pieces());
        assertEquals(3, fidelity.all().events());
        double ln2 = Math.log(2);
        assertEquals((1 + 3 + 1) * ln2 / 3, fidelity.nllBefore(), 1e-6);
        assertEquals((2 + 3 + 2) * ln2 / 3, fidelity.nllAfter(), 1e-6);
        // KL(p, q): 1/2 ln 2 - 1/4 ln 2; 0; -1/8 ln 2 - 1/8 ln 2 + 1/2 ln 2 + 0.
        double[] divergences = {0.25 * ln2, 0, 0.25 * ln2};
        assertEquals(0.5 * ln2 / 3, fidelity.all().divergence(), 1e-6);
        // The likeliest: 0 and 1; 1 and 1; 3 and, of equals, the first.
        assertEquals(1.0 / 3, fidelity.all().agreement(), 1e-9);
        assertEquals(1, fidelity.all().topFive(), 1e-9);
        assertEquals(Math.sqrt((0.0625 + 0 + 0.0625) / 3), fidelity.all().change(), 1e-6);
        // Differences ln 2 and, of two events, ln 2: mean 2/3 ln 2, deviations 1/3 ln 2 and -1/3 ln 2.
        assertEquals(Math.sqrt(2.0 / 9 * 2) * ln2 / 3, fidelity.standardError(), 1e-6);
        // Divergences 1/4 ln 2 and, of two events, 1/4 ln 2: a quarter of the above.
        assertEquals(
                Math.sqrt(2.0 / 9 * 2) * ln2 / 12, fidelity.standardErrors().divergence(), 1e-6);
        // Agreements 0 and 1, mean 1/3: deviations -1/3 and 1/3.
        assertEquals(Math.sqrt(2.0 / 9 * 2) / 3, fidelity.standardErrors().agreement(), 1e-6);
        // Squared changes 1/16 and 1/16 of two; the root's by its slope.
        assertEquals(
                Math.sqrt(2.0 / 9 * 2) / 16 / 3 / (2 * fidelity.all().change()),
                fidelity.standardErrors().change(),
                1e-6);
        assertEquals(divergences[0], fidelity.percentiles().get("max"), 1e-6);
        assertEquals(divergences[0], fidelity.percentiles().get("p50"), 1e-6);
    }

    /** One event of a piece; what stands behind it fills the window up. */
    private static WindowArrays window(int piece, int event) {
        return new WindowArrays(
                2, 1, new int[] {event, 0}, new float[2], new float[1], new int[] {piece}, new int[] {1});
    }

    /** Of probabilities, all as much too large, and rows of zeros behind them. */
    private static float[] logarithms(double[] probabilities) {
        float[] logits = new float[2 * probabilities.length];
        for (int i = 0; i < probabilities.length; i++) {
            logits[i] = (float) (Math.log(probabilities[i]) + 3);
        }
        return logits;
    }

    /** But for the divergence that is kept of each: a double, in memory that grows by doubling. */
    @Test
    void nothingElseIsAllocatedForAnEvent() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int events = 20_000;
        int[] played = new int[events];
        Arrays.setAll(played, i -> i % SIZE);
        WindowArrays batch =
                new WindowArrays(events, 1, played, new float[events], new float[1], new int[] {0}, new int[] {events});
        float[] logits = new float[events * SIZE];
        FidelityTally tally = new FidelityTally(true);
        tally.add(batch, logits, logits);
        long before = threads.getCurrentThreadAllocatedBytes();
        tally.add(batch, logits, logits);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 4L * Double.BYTES * events, bytes + " bytes");
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
