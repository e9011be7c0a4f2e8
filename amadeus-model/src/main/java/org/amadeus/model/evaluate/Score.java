package org.amadeus.model.evaluate;

/**
 * How well some events were predicted.
 *
 * @param events   how many
 * @param nll      mean negative log-likelihood in nats per event
 * @param accuracy share of them that the model thought likeliest, 0 .. 1
 */
public record Score(long events, double nll, double accuracy) {
    /** e^nll: among how many equally likely events the model hesitates. */
    public double perplexity() {
        return Math.exp(nll);
    }
}
