package org.amadeus.spark.train;

import java.util.Arrays;
import java.util.Map;
import org.amadeus.model.network.AdamState;

/**
 * Parameters and Adam's memory as they travel: one array of them, the first and the second moments.
 *
 * @param step Adam's updates
 */
record TrainingState(float[] values, long step) {
    private static final int KINDS = 3;

    TrainingState(Flat flat, Map<String, float[]> parameters, AdamState memory) {
        this(
                joined(flat.of(parameters), flat.of(memory.firstMoments()), flat.of(memory.secondMoments())),
                memory.step());
    }

    private static float[] joined(float[]... kinds) {
        int count = kinds[0].length;
        float[] values = new float[KINDS * count];
        for (int i = 0; i < KINDS; i++) {
            System.arraycopy(kinds[i], 0, values, i * count, count);
        }
        return values;
    }

    Map<String, float[]> parameters(Flat flat) {
        return flat.apart(kind(0));
    }

    AdamState memory(Flat flat) {
        return new AdamState(step, flat.apart(kind(1)), flat.apart(kind(2)));
    }

    private float[] kind(int number) {
        int count = values.length / KINDS;
        return Arrays.copyOfRange(values, number * count, (number + 1) * count);
    }
}
