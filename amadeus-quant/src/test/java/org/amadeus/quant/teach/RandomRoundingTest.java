package org.amadeus.quant.teach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.quant.quantize.Quantizer;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.junit.jupiter.api.Test;

/** A model that moved by a tenth of a step from one that was int8: rounding to the nearest forgets it, at random it stays. */
class RandomRoundingTest {
    private static final String WEIGHTS = "gru.weight_hh_l1";
    private static final Rules RULES = Schemes.of(Schemes.WEIGHT_ONLY);
    private static final Session INT8 =
            nearest(Session.untrained(new ModelConfig(24, 240, 24, 32, 2, 0, CodecProfile.EXPRESSIVE), 5));

    @Test
    void smallChangesStayInTheMean() {
        float[] before = weights(INT8);
        float step = smallestStep(before);
        Session moved = moved(FloatSession.of(INT8), step / 10);
        assertEquals(0, meanChange(before, weights(nearest(moved))), step / 100, "the nearest");
        double mean = 0;
        for (long seed = 0; seed < 5; seed++) {
            mean += meanChange(before, weights(RandomRounding.of(moved, RULES, seed))) / 5;
        }
        assertEquals(step / 10, mean, step / 50, "at random");
    }

    @Test
    void aSeedGivesTheSameModel() {
        Session moved = moved(FloatSession.of(INT8), 1e-4f);
        assertArrayEquals(weights(RandomRounding.of(moved, RULES, 7)), weights(RandomRounding.of(moved, RULES, 7)));
    }

    private static Session nearest(Session plain) {
        return new Quantizer(plain, Optional.empty(), 1)
                .byRules(RULES, Optional.empty(), Progress.NONE)
                .session();
    }

    private static float[] weights(Session session) {
        return FloatSession.of(session).parameters().get(WEIGHTS);
    }

    /** The least difference between two weights of a row, which is a step of its grid where it has many. */
    private static float smallestStep(float[] weights) {
        float least = Float.MAX_VALUE;
        for (int i = 0; i < 32; i++) {
            for (int j = 0; j < i; j++) {
                float apart = Math.abs(weights[i] - weights[j]);
                least = apart > 1e-6f ? Math.min(least, apart) : least;
            }
        }
        return least;
    }

    /** All of a matrix's weights larger by so much. */
    private static Session moved(Session plain, float by) {
        Map<String, float[]> values = new LinkedHashMap<>(plain.parameters().asMap());
        float[] moved = values.get(WEIGHTS).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by;
        }
        values.put(WEIGHTS, moved);
        return new Session(
                plain.config(),
                StepGraph.build(plain.config(), new Parameters(plain.config(), values)),
                plain.optimizer(),
                plain.progress(),
                plain.provenance());
    }

    private static double meanChange(float[] before, float[] after) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += after[i] - before[i];
        }
        return sum / before.length;
    }
}
