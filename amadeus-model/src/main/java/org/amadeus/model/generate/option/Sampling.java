package org.amadeus.model.generate.option;

/**
 * How the next event is chosen from a model's logits.
 *
 * @param temperature divides the logits before the softmax; below 1 safer, above 1 bolder; above 0
 * @param greedyRatio how often the likeliest event is taken instead of a draw, 0 .. 1
 * @param topK        draw from the k likeliest events only, 1 or more, or 0 for all
 * @param topP        draw from the fewest events whose probabilities add up to this only, above 0 and at most 1 (all)
 *
 * Of equally likely events those of lower number come first, so that top-k 1 is the same as greedy.
 */
public record Sampling(double temperature, double greedyRatio, int topK, double topP) {
    /** A draw from the model's own distribution. */
    public static final Sampling DEFAULT = new Sampling(1, 0, 0, 1);
    /** Always the likeliest event. */
    public static final Sampling GREEDY = new Sampling(1, 1, 0, 1);

    public Sampling {
        if (!(temperature > 0 && temperature <= 1000)) {
            throw new IllegalArgumentException(
                    "temperature is " + temperature + ", expected above 0 and at most 1000 (usually 0.7 .. 1.3)");
        }
        if (!(greedyRatio >= 0 && greedyRatio <= 1)) {
            throw new IllegalArgumentException("greedy ratio is " + greedyRatio + ", expected 0 .. 1");
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k is " + topK + ", expected 1 or more, or 0 for all events");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p is " + topP + ", expected above 0 and at most 1");
        }
    }

    public Sampling withTemperature(double value) {
        return new Sampling(value, greedyRatio, topK, topP);
    }

    public Sampling withTopP(double value) {
        return new Sampling(temperature, greedyRatio, topK, value);
    }
}
