package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    private static final int DRAWS = 200_000;
    /** Probabilities 0.4, 0.3, 0.2, 0.1 in an order that is not sorted. */
    private static final float[] LOGITS = {
        (float) Math.log(0.2), (float) Math.log(0.4), (float) Math.log(0.1), (float) Math.log(0.3)
    };

    @Test
    void drawsFromTheSoftmax() {
        assertShares(Sampling.DEFAULT, 0.2, 0.4, 0.1, 0.3);
    }

    @Test
    void temperatureDividesTheLogits() {
        double[] squares = {0.04, 0.16, 0.01, 0.09};
        double sum = Arrays.stream(squares).sum();
        assertShares(
                Sampling.DEFAULT.withTemperature(0.5),
                Arrays.stream(squares).map(s -> s / sum).toArray());
    }

    @Test
    void topKKeepsTheLikeliest() {
        assertShares(new Sampling(1, 0, 2, 1), 0, 4.0 / 7, 0, 3.0 / 7);
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertShares(new Sampling(1, 0, 0, 0.65), 0, 4.0 / 7, 0, 3.0 / 7);
        assertShares(new Sampling(1, 0, 0, 0.75), 2.0 / 9, 4.0 / 9, 0, 3.0 / 9);
        assertShares(new Sampling(1, 0, 0, 0.01), 0, 1, 0, 0);
    }

    @Test
    void topPCountsWhatTopKLeaves() {
        assertShares(new Sampling(1, 0, 2, 0.5), 0, 1, 0, 0);
        assertShares(new Sampling(1, 0, 2, 0.6), 0, 4.0 / 7, 0, 3.0 / 7);
    }

    @Test
    void theGreedyRatioMixes() {
        assertShares(new Sampling(1, 0.5, 0, 1), 0.1, 0.7, 0.05, 0.15);
        assertShares(Sampling.GREEDY, 0, 1, 0, 0);
    }

    @Test
    void theForbiddenIsNeverDrawn() {
        Sampler sampler = new Sampler(3);
        VoiceRandom random = new VoiceRandom();
        float[] logits = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY};
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, sampler.choose(logits, 0, new Sampling(2, 0.1, 2, 0.9), random));
        }
    }

    @Test
    void ofEqualLogitsTheGreedyTakesTheFirst() {
        assertEquals(1, Logits.likeliest(new float[] {0, 2, 2, 1}, 0, 4));
    }

    /** Logits of a model in 8 bits take 256 values: ties are the rule. */
    @Test
    void topKOfTiesKeepsNoMoreThanK() {
        float[] tied = {1, 3, 3, 0, 3, 1};
        SeededRandom seeds = new SeededRandom();
        VoiceRandom random = new VoiceRandom();
        random.seed(seeds.nextInt(0, 1 << 30), 0);
        for (int k = 1; k <= 6; k++) {
            int[] counts = new int[6];
            for (int i = 0; i < 2000; i++) {
                counts[new Sampler(6).choose(tied, 0, new Sampling(100, 0, k, 1), random)]++;
            }
            assertEquals(k, Arrays.stream(counts).filter(count -> count > 0).count(), "k " + k + ", " + seeds);
            assertTrue(counts[1] > 0, seeds::toString);
        }
        assertEquals(1, new Sampler(6).choose(tied, 0, new Sampling(1, 0, 1, 1), random));
        assertEquals(1, new Sampler(6).choose(tied, 0, new Sampling(1, 0, 0, 0.1), random));
    }

    @Test
    void topKOneIsGreedyWhateverTheLogits() {
        SeededRandom random = new SeededRandom();
        VoiceRandom draws = new VoiceRandom();
        Sampler sampler = new Sampler(12);
        for (int trial = 0; trial < 3000; trial++) {
            float[] logits = new float[12];
            for (int e = 0; e < logits.length; e++) {
                logits[e] = random.nextInt(0, 4) == 0 ? Float.NEGATIVE_INFINITY : random.nextInt(-2, 2);
            }
            logits[random.nextInt(0, 11)] = 1;
            int greedy = sampler.choose(logits, 0, Sampling.GREEDY, draws);
            for (Sampling one :
                    new Sampling[] {new Sampling(1, 0, 1, 1), new Sampling(1, 0, 1, 0.3), new Sampling(1, 0, 0, 1e-9)
                    }) {
                assertEquals(greedy, sampler.choose(logits, 0, one, draws), one + ", " + random);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-310, 1e-300, 1e-30, 1e-3})
    void theColdestIsGreedy(double temperature) {
        float[] logits = {Float.NEGATIVE_INFINITY, 0.5f, 2, -Float.MAX_VALUE};
        for (int i = 0; i < 100; i++) {
            assertEquals(
                    2,
                    new Sampler(4).choose(logits, 0, Sampling.DEFAULT.withTemperature(temperature), new VoiceRandom()));
        }
    }

    @Test
    void theHottestIsEven() {
        VoiceRandom random = new VoiceRandom();
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++) {
            counts[new Sampler(4).choose(LOGITS, 0, Sampling.DEFAULT.withTemperature(1000), random)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 600);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNoNumberIsNamed(float wrong) {
        for (int place = 0; place < 4; place++) {
            float[] logits = LOGITS.clone();
            logits[place] = wrong;
            String message = assertThrows(AmadeusException.class, () -> new Sampler(4)
                            .choose(logits, 0, Sampling.DEFAULT, new VoiceRandom()))
                    .getMessage();
            assertTrue(message.startsWith("the model says " + wrong + " of event " + place), message);
        }
    }

    @Test
    void whereNothingMayComeThatIsSaid() {
        float[] none = new float[4];
        Arrays.fill(none, Float.NEGATIVE_INFINITY);
        assertThrows(AmadeusException.class, () -> new Sampler(4).choose(none, 0, Sampling.DEFAULT, new VoiceRandom()));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,1,temperature",
        "-1,0,0,1,temperature",
        "NaN,0,0,1,temperature",
        "1,1.1,0,1,greedy",
        "1,-0.1,0,1,greedy",
        "1,0,-1,1,top-k",
        "1,0,0,0,top-p",
        "1,0,0,1.01,top-p",
        "Infinity,0,0,1,temperature"
    })
    void refusesWhatMakesNoSense(double temperature, double greedy, int topK, double topP, String named) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Sampling(temperature, greedy, topK, topP))
                .getMessage();
        assertTrue(message.startsWith(named), message);
    }

    private static void assertShares(Sampling sampling, double... expected) {
        Sampler sampler = new Sampler(4);
        VoiceRandom random = new VoiceRandom();
        random.seed(17, 0);
        float[] shifted = new float[6];
        System.arraycopy(LOGITS, 0, shifted, 2, 4);
        int[] counts = new int[4];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.choose(shifted, 2, sampling, random)]++;
        }
        for (int e = 0; e < 4; e++) {
            assertEquals(expected[e], (double) counts[e] / DRAWS, 0.005, sampling + ", event " + e);
        }
    }
}
