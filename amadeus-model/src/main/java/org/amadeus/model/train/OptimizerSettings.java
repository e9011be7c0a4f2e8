package org.amadeus.model.train;

import java.util.Locale;

/**
 * What an update does with a gradient.
 *
 * @param learningRate Adam's first step size, above 0, 10 at most
 * @param schedule     how it changes
 * @param warmup       the first so many of Adam's updates are smaller: the n-th by n / warmup; 0 or more, 0 for none
 * @param weightDecay  share of every parameter, times the step size, that an update takes off it first (AdamW,
 *                     Loshchilov and Hutter, 2019), 0 .. 1; 0 for Adam
 */
public record OptimizerSettings(double learningRate, Schedule schedule, int warmup, double weightDecay) {
    /** Those of the Python implementation. */
    public static final OptimizerSettings DEFAULTS = new OptimizerSettings(1e-3, Schedule.CONSTANT, 0, 0);

    public OptimizerSettings {
        if (!(learningRate > 0 && learningRate <= 10)) {
            throw new IllegalArgumentException("learning rate is " + learningRate + ", expected above 0, 10 at most");
        }
        if (warmup < 0) {
            throw new IllegalArgumentException("warm-up is " + warmup + " iterations, expected 0 or more");
        }
        if (!(weightDecay >= 0 && weightDecay <= 1)) {
            throw new IllegalArgumentException("weight decay is " + weightDecay + ", expected 0 .. 1");
        }
    }

    // The same with another value of one component.

    public OptimizerSettings withLearningRate(double value) {
        return new OptimizerSettings(value, schedule, warmup, weightDecay);
    }

    public OptimizerSettings withSchedule(Schedule value) {
        return new OptimizerSettings(learningRate, value, warmup, weightDecay);
    }

    public OptimizerSettings withWarmup(int value) {
        return new OptimizerSettings(learningRate, schedule, value, weightDecay);
    }

    public OptimizerSettings withWeightDecay(double value) {
        return new OptimizerSettings(learningRate, schedule, warmup, value);
    }

    /**
     * The step size of an update.
     *
     * @param share   how much of the training is done, 0 .. 1
     * @param updates of Adam made before, since its memory was empty
     */
    public double rate(double share, long updates) {
        double rate = schedule.rate(learningRate, share);
        return updates < warmup ? rate * (updates + 1) / warmup : rate;
    }

    /** For a session's provenance. */
    String summary() {
        return "rate " + learningRate + " " + schedule.name().toLowerCase(Locale.ROOT)
                + (warmup == 0 ? "" : ", warm-up " + warmup)
                + (weightDecay == 0 ? "" : ", weight decay " + weightDecay);
    }
}
