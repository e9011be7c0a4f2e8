package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class AccumulationTest {
    /** Three layers: 64 windows of a part are no multiple of them, and a batch's first states are mixed among all of it. */
    @ParameterizedTest(name = "{0}, {1} windows in {2} parts, teacher forcing {3}")
    @CsvSource({
        "gru, 256, 4, 1",
        "gru, 256, 4, 0.5",
        "lstm, 256, 4, 1",
        "gru, 7, 3, 1",
        "gru, 7, 3, 0.5",
        "gru, 5, 5, 1"
    })
    void aBatchInPartsIsTheBatchWhole(String cell, int windows, int parts, double teacherForcing) {
        ModelConfig config = new ModelConfig(3, 13, 5, 10, 3, 0.3, CodecProfile.EXPRESSIVE, Cells.of(cell));
        Parameters parameters = Parameters.initial(config, 3);
        try (Learner whole = new Learner(parameters, Optional.empty(), 0, SequenceKernels.FASTEST);
                Learner inParts = new Learner(parameters, Optional.empty(), 0, SequenceKernels.FASTEST)) {
            for (int i = 0; i < 3; i++) {
                IterationDraws draws = new IterationDraws(8, i);
                MultiDataSet batch = batch(config, windows, i);
                Learner.Step expected = whole.learn(batch, 1, draws, teacherForcing, 1e-3, unwatched(whole));
                Learner.Step found = inParts.learn(batch, parts, draws, teacherForcing, 1e-3, unwatched(inParts));
                assertEquals(expected.loss(), found.loss(), 1e-5, "loss " + i);
                assertEquals(expected.gradientNorm(), found.gradientNorm(), 1e-5, "norm " + i);
                for (String name : parameters.asMap().keySet()) {
                    float[] gradient = whole.gradient(name);
                    float[] sum = inParts.gradient(name);
                    for (int k = 0; k < sum.length; k++) {
                        assertEquals(gradient[k], sum[k], 1e-5, name + " " + k + " in update " + i);
                    }
                }
            }
            assertEquals(3, inParts.updates(), "one update a batch");
        }
    }

    /** ND4J's products fail where all sizes are 1. */
    @ParameterizedTest(name = "{0}, {1} layers, {2} windows in {3} parts")
    @CsvSource({"gru, 1, 1, 1", "gru, 2, 1, 1", "gru, 1, 2, 2", "lstm, 1, 1, 1", "lstm, 2, 1, 1", "lstm, 1, 2, 2"})
    void theSmallestModelLearns(String cell, int layers, int windows, int parts) {
        ModelConfig config = new ModelConfig(1, 2, 0, 1, layers, 0, CodecProfile.EXPRESSIVE, Cells.of(cell));
        try (Learner learner =
                new Learner(Parameters.initial(config, 3), Optional.empty(), 0, SequenceKernels.FASTEST)) {
            IterationDraws draws = new IterationDraws(8, 1);
            Learner.Step step = learner.learn(batch(config, windows, 1), parts, draws, 1, 1e-3, unwatched(learner));
            assertTrue(Double.isFinite(step.loss()), "loss " + step.loss());
            for (String name : List.of("inithid_fc.weight", "output_fc.weight")) {
                assertTrue(learner.gradient(name)[0] != 0, name);
            }
        }
    }

    /** The norm is that of the sum, not of each part: parts of no common direction are not clipped where the whole is not. */
    @Test
    void theWholeGradientIsClippedOnce() {
        ModelConfig config = new ModelConfig(3, 13, 5, 10, 3, 0, CodecProfile.EXPRESSIVE);
        Parameters parameters = Parameters.initial(config, 3);
        try (Learner learner = new Learner(larger(parameters), Optional.empty(), 0, SequenceKernels.FASTEST)) {
            Learner.Step step =
                    learner.learn(batch(config, 8, 1), 4, new IterationDraws(8, 1), 1, 1e-3, unwatched(learner));
            assertTrue(step.gradientNorm() > 1, "a case of it: " + step.gradientNorm());
            double squares = 0;
            for (String name : parameters.asMap().keySet()) {
                for (float g : learner.gradient(name)) {
                    squares += (double) g * g;
                }
            }
            assertEquals(1, Math.sqrt(squares), 1e-4);
        }
    }

    private static Parameters larger(Parameters parameters) {
        Map<String, float[]> values = new HashMap<>();
        parameters.asMap().forEach((name, array) -> {
            float[] larger = array.clone();
            for (int i = 0; i < larger.length; i++) {
                larger[i] *= 8;
            }
            values.put(name, larger);
        });
        return new Parameters(parameters.config(), values);
    }

    static GraphListeners unwatched(Learner learner) {
        return new GraphListeners(learner.graph(), List.of());
    }

    private static MultiDataSet batch(ModelConfig config, int windows, int seed) {
        Random random = new Random(seed);
        int steps = 7;
        int[] events = random.ints((long) steps * windows, 0, config.eventDim()).toArray();
        float[] conditions = new float[events.length * config.conditionDim()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = random.nextFloat();
        }
        float[] init = new IterationDraws(seed, 1).init(windows * config.initDim());
        return WindowArrays.of(windows, events, conditions, init).toDataSet(config);
    }
}
