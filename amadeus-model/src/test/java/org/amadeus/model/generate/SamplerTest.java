package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertEquals(1, new Sampler(4).argmax(new float[] {0, 2, 2, 1}, 0));
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
