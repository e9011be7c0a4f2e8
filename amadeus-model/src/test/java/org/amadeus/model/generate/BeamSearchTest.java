package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;

class BeamSearchTest {
    private static final int EVENTS = 5;
    private static final int LENGTH = 4;

    private final SeededRandom random = new SeededRandom();

    private float[][] logits() {
        float[][] logits = new float[EVENTS][];
        for (int i = 0; i < EVENTS; i++) {
            logits[i] = random.normal(EVENTS, 2);
        }
        return logits;
    }

    private static GenerationOptions options(double temperature, Primer primer, long seed) {
        return new GenerationOptions(
                Length.events(LENGTH),
                Sampling.DEFAULT.withTemperature(temperature),
                Guards.OFF,
                Controls.NONE,
                primer,
                false,
                seed);
    }

    @Test
    void asWideAsTheTreeItFindsTheLikeliestSequence() {
        for (double temperature : new double[] {1, 0.5, 3}) {
            float[][] logits = logits();
            int beams = (int) Math.pow(EVENTS, LENGTH - 1);
            List<EventSequence> found = new BeamSearch(
                            new MarkovModel(2 * beams, logits), options(temperature, Primer.NONE, 1), beams, false)
                    .generate(Progress.NONE);
            assertEquals(2, found.size());
            for (EventSequence each : found) {
                assertLikeliest(each, logits, EVENTS - 1, temperature);
            }
        }
    }

    @Test
    void theColdestBeamIsGreedyToo() {
        float[][] logits = logits();
        EventSequence greedy = new BeamSearch(new MarkovModel(1, logits), options(1, Primer.NONE, 1), 1, false)
                .generate(Progress.NONE)
                .get(0);
        for (double temperature : new double[] {Double.MIN_VALUE, 1e-310, 1e-30}) {
            EventSequence cold = new BeamSearch(
                            new MarkovModel(3, logits), options(temperature, Primer.NONE, 1), 3, false)
                    .generate(Progress.NONE)
                    .get(0);
            assertEquals(greedy, cold, temperature + ", " + random);
        }
    }

    @Test
    void whatIsNoNumberIsNamed() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[][] logits = logits();
            for (float[] row : logits) {
                row[2] = wrong;
            }
            BeamSearch search = new BeamSearch(new MarkovModel(2, logits), options(1, Primer.NONE, 1), 2, true);
            AmadeusException e = assertThrows(AmadeusException.class, () -> search.generate(Progress.NONE));
            assertTrue(e.getMessage().startsWith("the model says " + wrong + " of event 2"), e.getMessage());
        }
    }

    @Test
    void oneBeamIsGreedy() {
        float[][] logits = logits();
        EventSequence greedy = new Generator(
                        new MarkovModel(1, logits),
                        new GenerationOptions(
                                Length.events(LENGTH),
                                Sampling.GREEDY,
                                Guards.OFF,
                                Controls.NONE,
                                Primer.NONE,
                                true,
                                1))
                .generate(Progress.NONE)
                .get(0);
        EventSequence beam = new BeamSearch(new MarkovModel(1, logits), options(1, Primer.NONE, 1), 1, false)
                .generate(Progress.NONE)
                .get(0);
        assertEquals(greedy, beam, random.toString());
    }

    @Test
    void goesOnFromThePrimer() {
        float[][] logits = logits();
        Primer primer = new Primer(EventSequence.of(0, 3, 2), Primer.Mode.NATURAL);
        EventSequence found = new BeamSearch(new MarkovModel(125, logits), options(1, primer, 1), 125, false)
                .generate(Progress.NONE)
                .get(0);
        assertEquals(primer.events(), found.slice(0, 3), random.toString());
        assertLikeliest(found.slice(3, found.size()), logits, 2, 1);
    }

    /** The first of a stochastic beam is a plain sample of the model: every sequence as often as it is likely. */
    @Test
    void theStochasticBeamSamples() {
        float[][] logits = logits();
        int runs = 20_000;
        int[] first = new int[EVENTS];
        int[] second = new int[EVENTS];
        GenerationOptions two;
        for (int run = 0; run < runs; run++) {
            two = new GenerationOptions(
                    Length.events(2), Sampling.DEFAULT, Guards.OFF, Controls.NONE, Primer.NONE, true, run);
            EventSequence piece = new BeamSearch(new MarkovModel(3, logits), two, 3, true)
                    .generate(Progress.NONE)
                    .get(0);
            first[piece.get(0)]++;
            second[piece.get(1)]++;
        }
        double[] ofFirst = softmax(logits[EVENTS - 1], 1);
        for (int e = 0; e < EVENTS; e++) {
            double ofSecond = 0;
            for (int f = 0; f < EVENTS; f++) {
                ofSecond += ofFirst[f] * softmax(logits[f], 1)[e];
            }
            assertEquals(ofFirst[e], (double) first[e] / runs, 0.02, random.toString());
            assertEquals(ofSecond, (double) second[e] / runs, 0.02, random.toString());
        }
    }

    /** Memory is taken for beams that are kept, not for the continuations among which they are chosen. */
    @Test
    void continuationsThatAreNotKeptTakeNoMemory() {
        long few = allocated(10, 2);
        long many = allocated(1000, 2);
        assertTrue(many - few < 100 * 1000, few + " bytes a run of 10 events, " + many + " of 1000, " + random);
    }

    /** What a search of 20 events among so many takes, the best continuation of all coming first. */
    private static long allocated(int events, int beams) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[][] logits = new float[events][events];
        for (float[] row : logits) {
            for (int i = 0; i < events; i++) {
                row[i] = -i;
            }
        }
        GenerationOptions options = new GenerationOptions(
                Length.events(20), Sampling.DEFAULT, Guards.OFF, Controls.NONE, Primer.NONE, false, 1);
        BeamSearch search = new BeamSearch(new MarkovModel(beams, logits), options, beams, false);
        long before = threads.getCurrentThreadAllocatedBytes();
        search.generate(Progress.NONE);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void theBatchIsAMultipleOfTheBeams() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new BeamSearch(new MarkovModel(4, logits()), options(1, Primer.NONE, 1), 3, false));
    }

    /** Nothing is likelier; sequences that go through the same pairs of events in another order are as likely. */
    private void assertLikeliest(EventSequence found, float[][] logits, int last, double temperature) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int code = 0; code < Math.pow(EVENTS, LENGTH); code++) {
            int[] sequence = new int[LENGTH];
            int rest = code;
            for (int i = 0; i < LENGTH; i++) {
                sequence[i] = rest % EVENTS;
                rest /= EVENTS;
            }
            highest = Math.max(highest, logLikelihood(sequence, logits, last, temperature));
        }
        assertEquals(LENGTH, found.size());
        assertEquals(highest, logLikelihood(found.toArray(), logits, last, temperature), 1e-5, found + ", " + random);
    }

    private static double logLikelihood(int[] sequence, float[][] logits, int last, double temperature) {
        double sum = 0;
        int from = last;
        for (int event : sequence) {
            sum += Math.log(softmax(logits[from], temperature)[event]);
            from = event;
        }
        return sum;
    }

    private static double[] softmax(float[] logits, double temperature) {
        double[] result = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.exp(logits[i] / temperature);
            sum += result[i];
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
