package org.amadeus.ui.duet;

import java.util.Arrays;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * A step model without weights: its state is a number that every event stirs, its logits are drawn from that number. Wild
 * music, and any event that it heard wrongly shows in all that follows.
 */
final class FakeModel implements StepModel {
    private static final ModelConfig CONFIG = new ModelConfig(4, 240, 24, 8, 1, 0, CodecProfile.EXPRESSIVE);

    private final float[] state = new float[8];
    /** What it was told at the last step. */
    float[] condition;

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
        Arrays.fill(state, 0.5f);
    }

    @Override
    public void startMixed(float[] init) {
        start(0, init);
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        condition = conditions.clone();
        int stirred = Float.floatToRawIntBits(state[0]) * 31 + events[0];
        stirred ^= stirred >>> 15;
        stirred *= 0x2c1b3c6d;
        stirred ^= stirred >>> 12;
        state[0] = (stirred >>> 8) / (float) (1 << 24) + 1;
        int noise = stirred;
        for (int e = 0; e < logits.length; e++) {
            noise = noise * 1_664_525 + 1_013_904_223;
            logits[e] = (noise >>> 8) / (float) (1 << 22);
        }
    }

    @Override
    public int stateSize() {
        return state.length;
    }

    @Override
    public void readState(int slot, float[] copy) {
        System.arraycopy(state, 0, copy, 0, state.length);
    }

    @Override
    public void writeState(int slot, float[] copy) {
        System.arraycopy(copy, 0, state, 0, state.length);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
