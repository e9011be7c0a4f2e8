package org.amadeus.model.evaluate;

import java.io.Serializable;

/**
 * How well some events were predicted.
 *
 * @param events how many
 * @param nats   their negative log-likelihoods, added up
 * @param hits   how many of them the model thought likeliest
 */
public record Score(long events, double nats, long hits) implements Serializable {
    /** Mean negative log-likelihood in nats per event. */
    public double nll() {
        return nats / events;
    }

    /** Share of the events that the model thought likeliest, 0 .. 1. */
    public double accuracy() {
        return (double) hits / events;
    }

    /** e^nll: among how many equally likely events the model hesitates. */
    public double perplexity() {
        return Math.exp(nll());
    }
}
