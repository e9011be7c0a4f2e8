package org.amadeus.model.train;

/** How Adam's step size changes over a training. */
public enum Schedule {
    /** Not at all. */
    CONSTANT,
    /** Falls along half a cosine to a hundredth of what it began with (Loshchilov and Hutter, 2017). */
    COSINE;

    private static final double LEAST = 0.01;

    /**
     * The step size at a point of a training.
     *
     * @param first what it begins with
     * @param share how much of the training is done, 0 .. 1; beyond 1 as at 1
     */
    public double rate(double first, double share) {
        return switch (this) {
            case CONSTANT -> first;
            case COSINE -> first * (LEAST + (1 - LEAST) * (1 + Math.cos(Math.PI * Math.min(1, share))) / 2);
        };
    }
}
