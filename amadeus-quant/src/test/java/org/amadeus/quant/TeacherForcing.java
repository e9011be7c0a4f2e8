package org.amadeus.quant;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.window.WindowArrays;

/** Runs a step model over given events. */
public final class TeacherForcing {
    private TeacherForcing() {}

    /** The logits of every step, [T, B, E]. */
    public static float[] logits(StepModel model, WindowArrays batch, float[] init) {
        int windows = batch.windows();
        int width = windows * model.config().eventDim();
        int conditions = windows * model.config().conditionDim();
        float[] all = new float[batch.steps() * width];
        float[] logits = new float[width];
        int[] events = new int[windows];
        Arrays.fill(events, EventVocabulary.PRIMARY);
        model.startMixed(init);
        for (int t = 0; t < batch.steps(); t++) {
            model.step(events, Arrays.copyOfRange(batch.conditions(), t * conditions, (t + 1) * conditions), logits);
            System.arraycopy(logits, 0, all, t * width, width);
            System.arraycopy(batch.events(), t * windows, events, 0, windows);
        }
        return all;
    }
}
