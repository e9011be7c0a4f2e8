package org.amadeus.live;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** A model without weights: every event stirs a number, from which the next logits are drawn. Anything may come. */
public final class WildModel implements StepModel {
    private static final ModelConfig CONFIG = new ModelConfig(4, 240, 24, 8, 1, 0, CodecProfile.EXPRESSIVE);

    private final IntPredicate likes;
    private final float[] state = new float[1];

    public WildModel() {
        this(event -> true);
    }

    /** @param likes the events that it may draw */
    public WildModel(IntPredicate likes) {
        this.likes = likes;
    }

    @Override
    public ModelConfig config() {
        return CONFIG;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public void start(int slot, float[] init) {
        Arrays.fill(state, 1);
    }

    @Override
    public void startMixed(float[] init) {
        start(0, init);
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        int noise = Float.floatToRawIntBits(state[0]) * 31 + events[0];
        noise = (noise ^ noise >>> 15) * 0x2c1b3c6d;
        state[0] = (noise >>> 8) / (float) (1 << 24) + 1;
        for (int e = 0; e < logits.length; e++) {
            noise = noise * 1_664_525 + 1_013_904_223;
            logits[e] = (noise >>> 8) / (float) (1 << 22) - (likes.test(e) ? 0 : 100);
        }
    }

    @Override
    public int stateSize() {
        return state.length;
    }

    @Override
    public void readState(int slot, float[] copy) {
        copy[0] = state[0];
    }

    @Override
    public void writeState(int slot, float[] copy) {
        state[0] = copy[0];
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
