package org.amadeus.model.evaluate;

import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/**
 * A model that predicts whole windows, teacher forced: the input of each step is the event before it, 239 at the first. The
 * state begins at {@code tanh(inithid_fc(0))}, for every window as if it were alone. T steps, B windows, E events, C
 * controls; arrays are time-major. Not thread-safe.
 */
public interface WindowModel extends AutoCloseable {
    /**
     * The fastest way to predict windows with a session's model.
     *
     * @param steps   T, 1 or more
     * @param windows B, 1 or more
     * @param threads for a model that goes step by step, 1 or 2
     */
    static WindowModel of(Session session, int steps, int windows, int threads) {
        return session.isPlain()
                ? new WholeWindowModel(session.parameters(), steps, windows)
                : new SteppedWindowModel(
                        StepPlan.compile(session.config(), session.stepGraph(), windows, threads), steps);
    }

    ModelConfig config();

    /** B, fixed for the life of this object, as T is. */
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
