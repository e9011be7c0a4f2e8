package org.amadeus.model.generate;

import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * A step model whose logits depend on the last event alone, so that what follows can be worked out by hand. Its state
 * counts the steps and remembers the events, so that a state that gets lost shows.
 */
public final class MarkovModel implements StepModel {
    private final float[][] logits;
    private final float[][] states;
    private final ModelConfig config;

    /** @param logits of the next event, by the last [E, E] */
    public MarkovModel(int batch, float[][] logits) {
        this.logits = logits;
        this.states = new float[batch][2];
        this.config = new ModelConfig(3, logits.length, 24, 2, 1, 0, CodecProfile.EXPRESSIVE);
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public int batch() {
        return states.length;
    }

    @Override
    public void start(int slot, float[] init) {
        states[slot][0] = 0;
        states[slot][1] = init[0];
    }

    @Override
    public void startMixed(float[] init) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void step(int[] events, float[] conditions, float[] out) {
        for (int b = 0; b < states.length; b++) {
            states[b][0]++;
            states[b][1] = (states[b][1] * 31 + events[b] + conditions[b * 25]) % 65521;
            System.arraycopy(logits[events[b]], 0, out, b * logits.length, logits.length);
        }
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public void readState(int slot, float[] state) {
        System.arraycopy(states[slot], 0, state, 0, 2);
    }

    @Override
    public void writeState(int slot, float[] state) {
        System.arraycopy(state, 0, states[slot], 0, 2);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
