package org.amadeus.model.train;

import java.util.Random;
import java.util.function.LongFunction;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.SeekableIterator;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Random batches, the same for the same iteration, of a model small enough for tests. */
public final class MadeUpBatches extends SeekableIterator {
    public static final ModelConfig SMALL = small("gru");

    public static final int STEPS = 9;
    public static final int WINDOWS = 4;

    private static final long serialVersionUID = 1L;

    private final transient LongFunction<WindowArrays> music;

    public MadeUpBatches() {
        this(MadeUpBatches::music);
    }

    /** @param music of an iteration; its init is drawn */
    public MadeUpBatches(LongFunction<WindowArrays> music) {
        super(0);
        this.music = music;
    }

    public static ModelConfig small(String cell) {
        return new ModelConfig(3, 13, 5, 10, 3, 0.3, CodecProfile.EXPRESSIVE, Cells.of(cell));
    }

    @Override
    public long batchesPerEpoch() {
        return 7;
    }

    @Override
    protected MultiDataSet batch(long number, long seed) {
        WindowArrays arrays = music.apply(number);
        float[] init = new IterationDraws(seed, number).init(WINDOWS * SMALL.initDim());
        return WindowArrays.of(WINDOWS, arrays.events(), arrays.conditions(), init)
                .toDataSet(SMALL);
    }

    public static WindowArrays music(long iteration) {
        Random random = new Random(iteration);
        int count = STEPS * WINDOWS;
        int[] events = random.ints(count, 0, SMALL.eventDim()).toArray();
        float[] conditions = new float[count * SMALL.conditionDim()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = random.nextFloat();
        }
        return WindowArrays.of(WINDOWS, events, conditions, new float[WINDOWS * SMALL.initDim()]);
    }
}
