package org.amadeus.model.train;

import org.amadeus.model.network.Parameters;

/** Judges a model on music that it does not learn from. */
@FunctionalInterface
public interface Validation {
    /** Mean negative log-likelihood, nats per event; the same music in every call. */
    double nll(Parameters parameters);
}
