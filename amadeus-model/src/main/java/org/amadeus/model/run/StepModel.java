package org.amadeus.model.run;

import org.amadeus.model.network.ModelConfig;

/**
 * A Performance RNN that advances a batch of hidden states by one event at a time. Holds the states; not thread-safe.
 * B batch, L layers, H hidden, S states of a cell, I init, E events, C controls; all arrays row-major.
 */
public interface StepModel extends AutoCloseable {
    ModelConfig config();

    /** B, fixed for the life of this object. */
    int batch();

    /**
     * Sets one slot's states to {@code tanh(inithid_fc(init))} and leaves the others as they are.
     *
     * @param init [I]
     */
    void start(int slot, float[] init);

    /**
     * Sets all states as the reference does, with the reshape [B, S*L*H] -> [S*L, B, H] without a transpose: for B > 1
     * samples and layers mix. For parity.
     *
     * @param init [B, I]
     */
    void startMixed(float[] init);

    /**
     * Advances every state by one event.
     *
     * @param events     the previous event of each slot [B], {@link ModelConfig#primaryEvent} where there is none
     * @param conditions of each slot: 1 where there is no control else 0, then the control or zeros [B, 1 + C]
     * @param logits     output [B, E]
     */
    void step(int[] events, float[] conditions, float[] logits);

    /** Floats of one slot's state: S * L * H. */
    int stateSize();

    /** Copies a slot's state out: layer 0's H floats first. */
    void readState(int slot, float[] state);

    /** Copies a state, as {@link #readState} gave it, into a slot. */
    void writeState(int slot, float[] state);

    /** Ends worker threads, if any, and frees what it holds. */
    @Override
    void close();
}
