package org.amadeus.model.train.checkpoint;

import org.amadeus.model.network.Parameters;

/** Judges a model on music that it does not learn from. */
@FunctionalInterface
public interface Validation {
    /** Mean negative log-likelihood, nats per event; the same music in every call. */
    double nll(Parameters parameters);

    /**
     * What it measures on, and how: where two validations say the same, their numbers can be compared. It is kept with
     * the best session's number, so that another validation does not take it for its own.
     */
    default String fingerprint() {
        return "";
    }
}
