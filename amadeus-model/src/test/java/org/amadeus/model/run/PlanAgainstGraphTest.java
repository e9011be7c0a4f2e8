package org.amadeus.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.StepGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SameDiff;

/** The compiled plan computes what the step graph computes when SameDiff runs it. */
class PlanAgainstGraphTest {
    @ParameterizedTest
    @CsvSource({
        "gru,1,1,1,1",
        "gru,1,3,64,1",
        "gru,2,2,33,1",
        "gru,3,1,65,2",
        "gru,5,2,17,1",
        "gru,8,3,128,2",
        "gru,9,2,48,2",
        "gru,17,1,7,1",
        "lstm,1,1,1,1",
        "lstm,1,3,64,1",
        "lstm,3,2,33,2",
        "lstm,9,2,48,1"
    })
    void sameStepAfterStep(String cell, int batch, int layers, int hidden, int threads) {
        SeededRandom random = new SeededRandom();
        ModelConfig config = new ModelConfig(5, 13, 3, hidden, layers, 0, CodecProfile.EXPRESSIVE, Cells.of(cell));
        SameDiff graph = StepGraph.build(config, random.parameters(config));
        try (StepModel plan = StepPlan.compile(config, graph, batch, threads);
                StepModel oracle = new GraphStepModel(config, graph, batch)) {
            float[] init = random.normal(batch * 5, 1);
            if (random.nextInt(0, 1) == 0) {
                plan.startMixed(init);
                oracle.startMixed(init);
            } else {
                for (int slot = 0; slot < batch; slot++) {
                    plan.start(slot, Arrays.copyOfRange(init, slot * 5, slot * 5 + 5));
                    oracle.start(slot, Arrays.copyOfRange(init, slot * 5, slot * 5 + 5));
                }
            }
            float[] logits = new float[batch * 13];
            float[] expected = new float[batch * 13];
            for (int t = 0; t < 20; t++) {
                int[] events = random.ints(batch, 13);
                float[] conditions = random.normal(batch * 4, 1);
                plan.step(events, conditions, logits);
                oracle.step(events, conditions, expected);
                assertArrayEquals(expected, logits, 2e-6f, "step " + t + ", " + random);
            }
            float[] state = new float[plan.stateSize()];
            float[] expectedState = new float[plan.stateSize()];
            for (int slot = 0; slot < batch; slot++) {
                plan.readState(slot, state);
                oracle.readState(slot, expectedState);
                assertArrayEquals(expectedState, state, 2e-6f, "slot " + slot + ", " + random);
            }
        }
    }
}
