package org.amadeus.web.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.amadeus.model.network.Conditions;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.web.site.PortableSession;
import org.junit.jupiter.api.Test;

/** The bundled model as a browser plays it, beside the one that the JVM plays. */
class BundledModelTest {
    private static final int EVENTS = 300;

    @Test
    void saysNearlyTheSameOfEachEvent() {
        Session session = BundledModel.load();
        PortableModel portable = PortableModelFile.read("m", PortableModelFile.write(PortableSession.of("m", session)));
        Random random = new Random(5);
        float[] init = new float[32];
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        double largest = 0;
        int same = 0;
        try (StepModel plan = StepPlan.compile(session.config(), session.stepGraph(), 1, 1);
                StepModel step = new PortableStepModel(portable, 1, new ScalarProducts())) {
            plan.start(0, init);
            step.start(0, init);
            float[] condition = new float[25];
            Conditions.none(condition, 0, 25);
            float[] expected = new float[240];
            float[] actual = new float[240];
            int event = 239;
            for (int i = 0; i < EVENTS; i++) {
                plan.step(new int[] {event}, condition, expected);
                step.step(new int[] {event}, condition, actual);
                for (int e = 0; e < 240; e++) {
                    largest = Math.max(largest, Math.abs(expected[e] - actual[e]));
                }
                same += best(expected) == best(actual) ? 1 : 0;
                event = random.nextInt(4) == 0 ? random.nextInt(240) : best(expected);
            }
        }
        assertTrue(largest < 0.05, "logits differ by " + largest);
        assertEquals(EVENTS, same, 3, "likeliest events that are the same");
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int e = 1; e < logits.length; e++) {
            best = logits[e] > logits[best] ? e : best;
        }
        return best;
    }
}
