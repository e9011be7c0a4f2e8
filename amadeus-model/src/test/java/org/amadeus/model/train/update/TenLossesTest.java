package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amadeus.model.Golden;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.OptimizerSettings;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten updates in a row from a saved session, as PyTorch makes them; golden/README.txt says how its losses were made. */
class TenLossesTest {
    private static final int STEPS = 20;
    private static final int WINDOWS = 4;

    static Stream<Arguments> sessions() {
        return Stream.of("tiny_zip.sess", "small_zip.sess", "small_trained_zip.sess")
                .flatMap(name -> Stream.of(SequenceKernels.FASTEST, SequenceKernels.PORTABLE)
                        .map(k -> Arguments.of(name, k)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("sessions")
    void tenLossesAreThoseOfPyTorch(String name, SequenceKernels kernel) {
        Session session = load(name);
        ModelConfig config = GoldenStepTest.withoutDropout(session.config());
        Learner learner =
                new Learner(new Parameters(config, session.parameters().asMap()), session.optimizer(), 0, kernel);
        JsonNode losses = Golden.json(Golden.resource("ten_losses.json")).get(name);
        assertEquals(10, losses.size());
        for (int i = 0; i < losses.size(); i++) {
            assertEquals(losses.get(i).asDouble(), step(learner, i, 1, 1e-3).loss(), 1e-4, "loss " + i);
        }
    }

    private static Session load(String name) {
        return SessionFiles.load(
                name.startsWith("tiny")
                        ? Path.of("src", "test", "resources", "sessions", name)
                        : Golden.shared("golden/model/" + name));
    }

    /** Weight decay, warm-up and a cosine, whole and in parts. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("sessions")
    void tenLossesWithWeightDecayAndAScheduleAreThoseOfPyTorch(String name, SequenceKernels kernel) {
        Session session = load(name);
        ModelConfig config = GoldenStepTest.withoutDropout(session.config());
        Parameters parameters = new Parameters(config, session.parameters().asMap());
        OptimizerSettings settings = new OptimizerSettings(0.01, Schedule.COSINE, 3, 0.1);
        JsonNode losses = Golden.json(Golden.resource("adamw.json")).get(name);
        assertEquals(10, losses.size());
        for (int parts : new int[] {1, 2}) {
            try (Learner learner = new Learner(parameters, Optional.empty(), 0.1, kernel)) {
                for (int i = 0; i < losses.size(); i++) {
                    double rate = settings.rate(i / 10.0, learner.updates());
                    double loss = step(learner, i, parts, rate).loss();
                    assertEquals(losses.get(i).asDouble(), loss, 1e-4, "loss " + i + " in " + parts);
                }
            }
        }
    }

    /** Every norm is above 1: what Adam is given is scaled down. */
    @Test
    void largeGradientsAreClippedAsPyTorchClipsThem() {
        Session session = SessionFiles.load(Path.of("src", "test", "resources", "sessions", "tiny_zip.sess"));
        ModelConfig config = GoldenStepTest.withoutDropout(session.config());
        Map<String, float[]> values = new HashMap<>();
        session.parameters().asMap().forEach((name, array) -> {
            float[] larger = array.clone();
            for (int i = 0; i < larger.length; i++) {
                larger[i] *= 8;
            }
            values.put(name, larger);
        });
        Learner learner = new Learner(new Parameters(config, values), Optional.empty(), 0, SequenceKernels.FASTEST);
        JsonNode expected = Golden.json(Golden.resource("clipped.json")).get("loss_and_norm");
        for (int i = 0; i < expected.size(); i++) {
            Learner.Step step = step(learner, i, 1, 0.01);
            double norm = expected.get(i).get(1).asDouble();
            assertTrue(norm > 1);
            assertEquals(expected.get(i).get(0).asDouble(), step.loss(), 1e-4, "loss " + i);
            assertEquals(norm, step.gradientNorm(), 1e-4 * norm, "norm " + i);
            double squares = 0;
            for (String name : values.keySet()) {
                for (float g : learner.gradient(name)) {
                    squares += (double) g * g;
                }
            }
            assertEquals(1, Math.sqrt(squares), 1e-4, "after clipping " + i);
        }
    }

    private static Learner.Step step(Learner learner, int i, int parts, double rate) {
        return learner.learn(
                batch(learner.config(), i).toDataSet(learner.config()),
                parts,
                new IterationDraws(1, i),
                1,
                rate,
                AccumulationTest.unwatched(learner));
    }

    private static WindowArrays batch(ModelConfig config, int i) {
        int size = config.conditionDim();
        int[] events = new int[STEPS * WINDOWS];
        float[] conditions = new float[events.length * size];
        for (int row = 0; row < events.length; row++) {
            int t = row / WINDOWS;
            int b = row % WINDOWS;
            events[row] = (31 * t * t + 17 * b + 101 * i + 7 * t * b) % config.eventDim();
            if (i % 2 == 1) {
                conditions[row * size] = 1;
            } else {
                for (int k = 0; k < config.controlDim(); k++) {
                    conditions[row * size + 1 + k] = (5 * k + t + 3 * b + i) % 7 / 7f;
                }
            }
        }
        return WindowArrays.of(WINDOWS, events, conditions, init(config, i));
    }

    private static float[] init(ModelConfig config, int i) {
        float[] init = new float[WINDOWS * config.initDim()];
        for (int n = 0; n < init.length; n++) {
            int j = n % config.initDim();
            int b = n / config.initDim();
            init[n] = ((13 * j + 29 * b + 7 * i) % 41 - 20) / 20f;
        }
        return init;
    }
}
