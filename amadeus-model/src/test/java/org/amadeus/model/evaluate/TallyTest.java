package org.amadeus.model.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int SIZE = EventVocabulary.SIZE;

    @Test
    void aModelThatKnowsNothingHesitatesAmongAllEvents() {
        Tally tally = new Tally();
        tally.add(batch(new int[] {0, 100, 180, 239, 5, 6}, new int[] {3, 3}), new float[6 * SIZE]);
        EvaluationResult evaluation = tally.evaluation();
        assertEquals(240, evaluation.score().perplexity(), 1e-9);
        assertEquals(6, evaluation.score().events());
        assertEquals(1 / 6.0, evaluation.score().accuracy(), 1e-12, "event 0 is the first of equals");
        assertEquals(0, evaluation.standardError(), 1e-12);
        assertEquals(3, evaluation.notes());
        assertEquals(EventVocabulary.seconds(239), evaluation.seconds(), 1e-12);
        assertEquals(6 * Math.log(240) / 3, evaluation.natsPerNote(), 1e-9);
    }

    /** Deviations of a single piece are rounding errors, not always 0. */
    @Test
    void onePieceHasNoStandardError() {
        SeededRandom random = new SeededRandom();
        for (int trial = 0; trial < 50; trial++) {
            Tally tally = new Tally();
            for (int part = 0; part < 7; part++) {
                tally.add(batch(new int[] {3, 100, 200}, new int[] {3}), random.normal(3 * SIZE, 1));
            }
            EvaluationResult evaluation = tally.evaluation();
            assertTrue(Double.isNaN(evaluation.standardError()), random::toString);
            assertFalse(evaluation.toJson().containsKey("standard_error"));
        }
    }

    /** Two events of two pieces: likelihoods 1/2 and 1/4, so nats ln 2 and ln 4, mean 1.5 ln 2. */
    @Test
    void likelihoodsAccuracyAndErrorAreWhatPaperSays() {
        float[] logits = new float[2 * SIZE];
        Arrays.fill(logits, -1e9f);
        logits[3] = 0;
        logits[200] = 0;
        logits[SIZE + 210] = (float) Math.log(3);
        logits[SIZE + 220] = 0;
        Tally tally = new Tally();
        tally.add(batch(new int[] {3, 220}, new int[] {1, 1}), logits);
        EvaluationResult evaluation = tally.evaluation();
        assertEquals(1.5 * Math.log(2), evaluation.score().nll(), 1e-6);
        assertEquals(0.5, evaluation.score().accuracy());
        assertEquals(Math.log(2), evaluation.byType().get(EventType.NOTE_ON).nll(), 1e-6);
        assertEquals(Math.log(4), evaluation.byType().get(EventType.TIME_SHIFT).nll(), 1e-6);
        assertEquals(2, evaluation.byType().size());
        // The standard deviation of two values d apart is d / sqrt 2, that of their mean d / 2.
        assertEquals(Math.log(2) / 2, evaluation.standardError(), 1e-6);
    }

    /** Of several machines: what each has counted, added up, is what one would have. */
    @Test
    void addedUpTheyAreOne() {
        Random random = new Random(4);
        Tally whole = new Tally();
        Tally sum = new Tally();
        for (int part = 0; part < 3; part++) {
            int[] events = random.ints(6, 0, SIZE).toArray();
            events[0] = 200 + part;
            float[] logits = new float[6 * SIZE];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian();
            }
            logits[events[0]] = 9; // at least one is right
            Tally alone = new Tally();
            alone.add(batch(events, new int[] {3, 3}), logits);
            sum.add(alone);
            whole.add(batch(events, new int[] {3, 3}), logits);
        }
        EvaluationResult expected = whole.evaluation();
        EvaluationResult found = sum.evaluation();
        assertTrue(expected.score().accuracy() > 0 && expected.seconds() > 0);
        assertScore(expected.score(), found.score());
        assertEquals(expected.byType().keySet(), found.byType().keySet());
        expected.byType()
                .forEach((type, score) -> assertScore(score, found.byType().get(type)));
        assertEquals(expected.standardError(), found.standardError(), 1e-12);
        assertEquals(expected.pieces(), found.pieces());
        assertEquals(expected.seconds(), found.seconds(), 1e-12);
    }

    private static void assertScore(Score expected, Score found) {
        assertEquals(expected.events(), found.events());
        assertEquals(expected.nll(), found.nll(), 1e-12);
        assertEquals(expected.accuracy(), found.accuracy());
    }

    @Test
    void whatFillsAWindowUpDoesNotCount() {
        Tally tally = new Tally();
        tally.add(batch(new int[] {1, 2, 3, 4, 5, 6}, new int[] {3, 1}), new float[6 * SIZE]);
        assertEquals(4, tally.evaluation().score().events());
    }

    @Test
    void nothingIsAllocatedForAnEvent() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int events = 20_000;
        int[] played = new int[events];
        Arrays.setAll(played, i -> i % SIZE);
        WindowArrays batch = batch(played, new int[] {events});
        float[] logits = new float[events * SIZE];
        Tally tally = new Tally();
        tally.add(batch, logits);
        long before = threads.getCurrentThreadAllocatedBytes();
        tally.add(batch, logits);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < events, bytes + " bytes");
    }

    @Test
    void aBrokenModelIsNoticed() {
        float[] logits = new float[SIZE];
        logits[7] = Float.NaN;
        assertThrows(AmadeusException.class, () -> new Tally().add(batch(new int[] {7}, new int[] {1}), logits));
    }

    @Test
    void jsonLeavesOutWhatIsNotKnown() {
        Tally tally = new Tally();
        tally.add(batch(new int[] {180}, new int[] {1}), new float[SIZE]);
        Map<String, Object> json = tally.evaluation().toJson();
        assertFalse(json.containsKey("nats_per_note") || json.containsKey("standard_error"), json.toString());
        assertTrue(json.containsKey("by_type"), json.toString());
    }

    /** One window for each length, of pieces 0, 1 .. */
    private static WindowArrays batch(int[] events, int[] lengths) {
        int[] pieces = new int[lengths.length];
        Arrays.setAll(pieces, i -> i);
        return new WindowArrays(
                events.length / lengths.length,
                lengths.length,
                events,
                new float[events.length],
                new float[lengths.length],
                pieces,
                lengths);
    }
}
