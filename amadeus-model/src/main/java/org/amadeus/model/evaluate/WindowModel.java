package org.amadeus.model.evaluate;

import org.amadeus.model.network.ModelConfig;

/**
 * A model that foretells whole windows, teacher forced: each step is told the event before it, the first one 239. The
 * state begins at {@code tanh(inithid_fc(0))}, for every window as if it were alone. T steps, B windows, E events, C
 * controls; arrays are time-major. Not thread-safe.
 */
public interface WindowModel extends AutoCloseable {
    ModelConfig config();

    /** T, fixed for the life of this object. */
    int steps();

    /** B, likewise. */
    int windows();

    /**
     * Foretells each event from those before it.
     *
     * @param events     the windows [T, B]; the last row is foretold but never told
     * @param conditions of each step: 1 where there is no control else 0, then the control or zeros [T, B, 1 + C]
     * @param logits     output [T, B, E]
     */
    void foretell(int[] events, float[] conditions, float[] logits);

    /** Frees what it holds. */
    @Override
    void close();
}
