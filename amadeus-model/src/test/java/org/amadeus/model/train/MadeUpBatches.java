package org.amadeus.model.train;

import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;

/** Random batches, the same for the same iteration, of a model small enough for tests. */
final class MadeUpBatches implements BatchSource {
    static final ModelConfig SMALL = small("gru");

    static final int STEPS = 9;
    static final int WINDOWS = 4;

    static ModelConfig small(String cell) {
        return new ModelConfig(3, 13, 5, 10, 3, 0.3, CodecProfile.EXPRESSIVE, Cells.of(cell));
    }

    @Override
    public TrainingBatch batch(long iteration) {
        Random random = new Random(iteration);
        int count = STEPS * WINDOWS;
        int[] events = random.ints(count, 0, SMALL.eventDim()).toArray();
        float[] conditions = new float[count * SMALL.conditionDim()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = random.nextFloat();
        }
        return new TrainingBatch(STEPS, WINDOWS, events, conditions);
    }
}
