package org.amadeus.model.network;

import java.util.Arrays;
import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.window.WindowBatch;

/** What a step knows beside the events: a flag, 1 where there is no control, else 0, then the control or zeros [1 + C]. */
public final class Conditions {
    private Conditions() {}

    /** The conditions of a batch [T, B, 1 + C]: each event's own control where controls are given, else none. */
    public static float[] of(WindowBatch batch, boolean given) {
        int width = 1 + Control.SIZE;
        float[] conditions = new float[batch.events().length * width];
        for (int row = 0; row < batch.events().length; row++) {
            if (given) {
                System.arraycopy(batch.controls(), row * Control.SIZE, conditions, row * width + 1, Control.SIZE);
            } else {
                none(conditions, row * width, width);
            }
        }
        return conditions;
    }

    /** Writes the condition of a step without control. */
    public static void none(float[] conditions, int offset, int width) {
        Arrays.fill(conditions, offset, offset + width, 0);
        conditions[offset] = 1;
    }
}
