package org.amadeus.web.portable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.web.site.PortableSession;
import org.junit.jupiter.api.Test;

class PortableStepModelTest {
    private static final int BATCH = 3;

    @Test
    void productsAreExactAtTheirLimits() {
        Random random = new Random(2);
        for (int columns : new int[] {1, 3, 16, 100, 512, 1536, 4096}) {
            int rows = 1 + random.nextInt(9);
            byte[] matrix = new byte[rows * columns];
            short[] x = new short[columns];
            int largest = PortableLayer.largest(columns);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = (byte) (i < columns ? -127 : random.nextInt(255) - 127);
            }
            for (int k = 0; k < columns; k++) {
                x[k] = (short) (random.nextInt(3) == 0 ? random.nextInt(2 * largest + 1) - largest : largest);
            }
            int[] sums = new int[rows];
            new ScalarProducts().of(rows, columns, matrix).multiply(x, sums);
            for (int row = 0; row < rows; row++) {
                long sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += (long) matrix[row * columns + k] * x[k];
                }
                assertEquals(sum, sums[row], "seed 2, " + rows + " x " + columns);
            }
        }
    }

    /** Beside the float32 plan of the same weights: rounded to int8 they move the logits a little. */
    @Test
    void computesTheNetwork() {
        Session session = session(new ModelConfig(8, 240, 24, 48, 2, 0, CodecProfile.EXPRESSIVE));
        PortableModel model = PortableSession.of("m", session);
        try (StepModel plan = StepPlan.compile(session.config(), session.stepGraph(), BATCH, 1);
                StepModel step = new PortableStepModel(model, BATCH, new ScalarProducts())) {
            Random random = new Random(4);
            float[] init = new float[BATCH * 8];
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
            plan.startMixed(init);
            step.startMixed(init);
            assertStates(plan, step, 0.02f);
            float[] own = {1, 0, -1, 2, 0, 0, 0.5f, 1};
            plan.start(1, own);
            step.start(1, own);
            assertStates(plan, step, 0.02f);
            float[] conditions = new float[BATCH * 25];
            float[] expected = new float[BATCH * 240];
            float[] actual = new float[BATCH * 240];
            for (int i = 0; i < 50; i++) {
                for (int k = 0; k < conditions.length; k++) {
                    conditions[k] = random.nextInt(3) == 0 ? random.nextFloat() : 0;
                }
                int[] events = {random.nextInt(240), random.nextInt(240), random.nextInt(240)};
                plan.step(events, conditions, expected);
                step.step(events, conditions, actual);
                assertArrayEquals(expected, actual, 0.05f, "seed 4, step " + i);
                assertStates(plan, step, 0.03f);
            }
        }
    }

    private static void assertStates(StepModel plan, StepModel step, float tolerance) {
        float[] expected = new float[plan.stateSize()];
        float[] actual = new float[plan.stateSize()];
        for (int slot = 0; slot < BATCH; slot++) {
            plan.readState(slot, expected);
            step.readState(slot, actual);
            assertArrayEquals(expected, actual, tolerance);
        }
    }

    /** A state that was read and written, in whatever slot, goes on with the same bits. */
    @Test
    void statesCanBeMoved() {
        PortableModel model = PortableModels.random(20, 3, 5);
        try (StepModel one = new PortableStepModel(model, 1, new ScalarProducts());
                StepModel two = new PortableStepModel(model, 2, new ScalarProducts())) {
            float[] state = new float[one.stateSize()];
            float[] conditions = new float[50];
            float[] expected = new float[240];
            float[] actual = new float[480];
            one.start(0, new float[] {1, 2, 3, 4, 5});
            for (int event = 0; event < 20; event++) {
                one.readState(0, state);
                two.writeState(1, state);
                one.step(new int[] {event}, conditions, expected);
                two.step(new int[] {7, event}, conditions, actual);
                assertArrayEquals(expected, java.util.Arrays.copyOfRange(actual, 240, 480));
            }
            assertThrows(IllegalArgumentException.class, () -> one.step(new int[] {240}, conditions, expected));
        }
    }

    @Test
    void otherCellsAreRefused() {
        ModelConfig lstm = new ModelConfig(8, 240, 24, 16, 1, 0, CodecProfile.EXPRESSIVE, Cells.of("lstm"));
        AmadeusException refusal =
                assertThrows(AmadeusException.class, () -> PortableSession.of("mine", session(lstm)));
        assertTrue(refusal.getMessage().contains("gru"), refusal.getMessage());
    }

    private static Session session(ModelConfig config) {
        return new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, 9)),
                java.util.Optional.empty(),
                TrainingProgress.NONE,
                java.util.Map.of());
    }
}
