package org.amadeus.model.evaluate;

import org.amadeus.model.network.ModelConfig;

/**
 * A model that predicts whole windows, teacher forced: the input of each step is the event before it, 239 at the first. The
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
     * Predicts each event from those before it.
     *
     * @param events     the windows [T, B]; the last row is predicted but never an input
     * @param conditions of each step: 1 where there is no control else 0, then the control or zeros [T, B, 1 + C]
     * @param logits     output [T, B, E]
     */
    void predict(int[] events, float[] conditions, float[] logits);

    /** Frees what it holds. */
    @Override
    void close();
}
