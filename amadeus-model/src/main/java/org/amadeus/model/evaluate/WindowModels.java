package org.amadeus.model.evaluate;

import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/** The fastest way to predict windows with a session's model. */
public final class WindowModels {
    private WindowModels() {}

    /**
     * @param steps   T, 1 or more
     * @param windows B, 1 or more
     * @param threads for a model that goes step by step, 1 or 2
     */
    public static WindowModel of(Session session, int steps, int windows, InitialState start, int threads) {
        return session.isPlain()
                ? new WholeWindowModel(session.parameters(), steps, windows, start)
                : new SteppedWindowModel(
                        StepPlan.compile(session.config(), session.stepGraph(), windows, threads), steps, start);
    }
}
