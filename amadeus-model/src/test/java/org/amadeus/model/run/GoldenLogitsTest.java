package org.amadeus.model.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import org.amadeus.model.Golden;
import org.amadeus.model.kernel.step.NaiveKernels;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Teacher-forced logits, two samples, 100 steps: within 1e-5 of what the Python implementation's model gives in float64. */
class GoldenLogitsTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @ValueSource(strings = {"none", "ctrl"})
    void everyKernelFamilyAndTheGraphItself(String controls) {
        Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
        JsonNode run = Golden.json(Golden.resource("small_trained.json")).get("teacher_forced");
        double[] expected = Golden.npy(Golden.resource("small_trained_" + controls + ".npy"));
        for (StepKernels kernels : Arrays.asList(StepKernels.vector(), StepKernels.scalar(), new NaiveKernels())) {
            try (StepModel plan = StepPlan.compile(session.config(), session.stepGraph(), 2, 1, kernels)) {
                assertLogits(plan, run, controls, expected, kernels.name());
            }
            assertOneByOne(session, kernels, run, controls, expected);
        }
        try (StepModel graph = new GraphStepModel(session.config(), session.stepGraph(), 2)) {
            assertLogits(graph, run, controls, expected, "SameDiff");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "golden/model/small_zip.sess, small, _f64",
        "golden/model/small_legacy.sess, small, _f64",
        "golden/model/small_zip_float64.sess, small, _f64",
        "golden/model/small_legacy_cuda_old_style.sess, small, _f64",
        "golden/model/small_zip_cuda_old_style.sess, small, _f64",
        "golden/model/small_trained_zip.sess, small_trained, ''",
        "golden/model/default_zip.sess, default, _f64",
        "sessions/asap.sess, asap_trained, ''"
    })
    void everyGoldenSession(String file, String name, String precision) {
        Session session = SessionFiles.load(Golden.shared(file));
        JsonNode run =
                Golden.json(Golden.shared("golden/model/" + name + ".json")).get("teacher_forced");
        for (String controls : new String[] {"none", "ctrl"}) {
            Path logits = Golden.shared("golden/model/" + name + "_tf_logits_" + controls + precision + ".npy");
            double[] expected = Golden.npy(logits);
            try (StepModel plan = StepPlan.compile(session.config(), session.stepGraph(), 2, 2)) {
                assertLogits(plan, run, controls, expected, file);
                double[] hidden = Golden.npy(Golden.shared("golden/model/" + name + "_tf_hidden_" + controls + ".npy"));
                assertStates(plan, hidden, file);
            }
            assertOneByOne(session, StepKernels.fastest(), run, controls, expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"small_zip.sess, small", "default_zip.sess, default"})
    void initialHiddenStateOfTwo(String file, String name) {
        Session session = SessionFiles.load(Golden.shared("golden/model/" + file));
        JsonNode run =
                Golden.json(Golden.shared("golden/model/" + name + ".json")).get("teacher_forced");
        double[] expected = Golden.npy(Golden.shared("golden/model/" + name + "_h0.npy"));
        try (StepModel plan = StepPlan.compile(session.config(), session.stepGraph(), 2, 1)) {
            plan.startMixed(Golden.floats(run.get("init")));
            assertStates(plan, expected, file);
        }
    }

    @Test
    void theReshapeMixesLayersAndSamplesAsTheReferenceDoes() {
        Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
        float[] state = new float[128];
        float[] alone = new float[128];
        float[] init = new float[16];
        Arrays.fill(init, 8, 16, 1);
        try (StepModel two = StepPlan.compile(session.config(), session.stepGraph(), 2, 1);
                StepModel one = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            two.startMixed(init);
            one.startMixed(Arrays.copyOfRange(init, 8, 16));
            one.readState(0, alone);
            two.readState(1, state);
            // Of [B, L*H] = [[a b], [c d]] read as [L, B, H], slot 1 gets b and d; the second sample alone gives c and
            // d.
            assertEquals(alone[64], state[64], 1e-6);
            one.startMixed(Arrays.copyOfRange(init, 0, 8));
            one.readState(0, alone);
            assertEquals(alone[64], state[0], 1e-6);
        }
    }

    private static void assertLogits(
            StepModel model, JsonNode run, String controls, double[] expected, String message) {
        JsonNode events = run.get("events");
        float[] logits = new float[2 * 240];
        float[] conditions = new float[50];
        int[] inputs = {239, 239};
        model.startMixed(Golden.floats(run.get("init")));
        for (int t = 0; t < events.size(); t++) {
            for (int b = 0; b < 2; b++) {
                System.arraycopy(condition(run, controls, t, b), 0, conditions, 25 * b, 25);
            }
            model.step(inputs, conditions, logits);
            for (int i = 0; i < logits.length; i++) {
                assertEquals(expected[t * logits.length + i], logits[i], TOLERANCE, message + ", step " + t);
            }
            inputs = Golden.ints(events.get(t));
        }
    }

    /** The same by kernels for one sample: the states of the two are mixed at the start, then go their own ways. */
    private static void assertOneByOne(
            Session session, StepKernels kernels, JsonNode run, String controls, double[] expected) {
        float[] state =
                new float[session.config().gruLayers() * session.config().hiddenDim()];
        float[] logits = new float[240];
        try (StepModel two = StepPlan.compile(session.config(), session.stepGraph(), 2, 1, kernels);
                StepModel one = StepPlan.compile(session.config(), session.stepGraph(), 1, 1, kernels)) {
            two.startMixed(Golden.floats(run.get("init")));
            for (int b = 0; b < 2; b++) {
                two.readState(b, state);
                one.writeState(0, state);
                int input = 239;
                for (int t = 0; t < 100; t++) {
                    one.step(new int[] {input}, condition(run, controls, t, b), logits);
                    for (int e = 0; e < 240; e++) {
                        assertEquals(expected[(t * 2 + b) * 240 + e], logits[e], TOLERANCE, kernels.name());
                    }
                    input = run.get("events").get(t).get(b).asInt();
                }
            }
        }
    }

    private static float[] condition(JsonNode run, String controls, int t, int b) {
        if (controls.equals("none")) {
            float[] none = new float[25];
            none[0] = 1;
            return none;
        }
        return Golden.condition(run.get("controls_compressed").get(t).get(b));
    }

    /** @param expected [L, 2, H] */
    private static void assertStates(StepModel model, double[] expected, String message) {
        int units = model.config().hiddenDim();
        float[] state = new float[model.stateSize()];
        for (int b = 0; b < 2; b++) {
            model.readState(b, state);
            for (int i = 0; i < state.length; i++) {
                assertEquals(expected[(i / units * 2 + b) * units + i % units], state[i], TOLERANCE, message);
            }
        }
    }
}
