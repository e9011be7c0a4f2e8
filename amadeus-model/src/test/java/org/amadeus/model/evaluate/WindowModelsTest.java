package org.amadeus.model.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.amadeus.data.CodecProfile;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowModelsTest {
    @ParameterizedTest
    @CsvSource({
        "gru, 1, 1, 5, 1, false",
        "gru, 2, 1, 16, 3, true",
        "gru, 3, 2, 17, 4, false",
        "gru, 3, 2, 17, 4, true",
        "gru, 3, 3, 33, 7, false",
        "gru, 2, 4, 64, 5, true",
        "gru, 4, 6, 7, 9, false",
        "gru, 4, 6, 7, 9, true",
        "lstm, 1, 1, 5, 1, false",
        "lstm, 3, 2, 17, 4, true",
        "lstm, 3, 3, 33, 7, false",
        "lstm, 2, 5, 16, 6, true"
    })
    void allStepsAtOnceAgreeWithStepByStep(String cell, int layers, int windows, int hidden, int steps, boolean mixed) {
        SeededRandom random = new SeededRandom();
        ModelConfig config = new ModelConfig(3, 13, 4, hidden, layers, 0.3, CodecProfile.EXPRESSIVE, Cells.of(cell));
        Parameters parameters = random.parameters(config);
        int[] events = random.ints(steps * windows, 13);
        float[] conditions = random.normal(steps * windows * 5, 1);
        float[] whole = new float[steps * windows * 13];
        float[] stepped = new float[steps * windows * 13];
        StepPlan plan = StepPlan.compile(config, StepGraph.build(config, parameters), windows, 1);
        if (mixed) {
            assertArrayEquals(
                    MixedWindows.whole(parameters, windows, events, conditions),
                    MixedWindows.stepped(plan, events, conditions),
                    1e-5f,
                    random.toString());
        }
        try (WindowModel model = new WholeWindowModel(parameters, steps, windows)) {
            model.predict(random.ints(steps * windows, 13), conditions, whole);
            model.predict(events, conditions, whole);
        }
        try (WindowModel model = new SteppedWindowModel(plan, steps)) {
            model.predict(random.ints(steps * windows, 13), conditions, stepped);
            model.predict(events, conditions, stepped);
        }
        assertArrayEquals(whole, stepped, 1e-5f, random.toString());
    }

    /** A window's logits do not depend on how many others are computed beside it. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "6"})
    void windowsDoNotMix(int windows) {
        SeededRandom random = new SeededRandom();
        ModelConfig config = new ModelConfig(3, 13, 4, 8, 3, 0.3, CodecProfile.EXPRESSIVE);
        Parameters parameters = random.parameters(config);
        int[] alone = random.ints(5, 13);
        float[] conditions = new float[5 * 5];
        float[] expected = new float[5 * 13];
        StepPlan single = StepPlan.compile(config, StepGraph.build(config, parameters), 1, 1);
        try (WindowModel model = new SteppedWindowModel(single, 5)) {
            model.predict(alone, conditions, expected);
        }
        int[] events = random.ints(5 * windows, 13);
        for (int step = 0; step < 5; step++) {
            events[step * windows + windows - 1] = alone[step];
        }
        float[] logits = new float[5 * windows * 13];
        StepPlan several = StepPlan.compile(config, StepGraph.build(config, parameters), windows, 1);
        try (WindowModel model = new SteppedWindowModel(several, 5)) {
            model.predict(events, new float[5 * windows * 5], logits);
        }
        float[] found = new float[5 * 13];
        for (int step = 0; step < 5; step++) {
            System.arraycopy(logits, (step * windows + windows - 1) * 13, found, step * 13, 13);
        }
        assertArrayEquals(expected, found, 1e-5f, random.toString());
    }
}
