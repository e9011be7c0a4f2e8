package org.amadeus.quant.teach;

/**
 * How well a model predicts held-out music, mean negative log-likelihoods in nats per event, without controls.
 *
 * @param own of the music that is taught
 * @param old of what the model played before it was taught: there it begins with the least that any model can have
 */
public record Standing(double own, double old) {
    /** What the best model has least of: what is learned counts as much as what is forgotten. */
    public double mean() {
        return (own + old) / 2;
    }

    /** Among how many equally likely events the model hesitates in the music that is taught. */
    public double ownPerplexity() {
        return Math.exp(own);
    }

    /** Likewise in what it played before. */
    public double oldPerplexity() {
        return Math.exp(old);
    }
}
