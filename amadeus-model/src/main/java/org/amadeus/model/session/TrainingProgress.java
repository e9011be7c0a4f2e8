package org.amadeus.model.session;

import java.util.OptionalDouble;

/**
 * How far a session's training has come.
 *
 * @param iterations    updates made, 0 or more
 * @param seconds       time spent training, 0 or more
 * @param seed          what the training draws from: together with the iteration it fixes every later batch
 * @param learningRate  step size of the last update, empty where not known
 * @param trainLoss     smoothed training loss in nats per event, empty where not known
 * @param validationNll the latest on held-out data, in nats per event, empty where not measured
 * @param bestNll       the least {@code validationNll} of the whole training, empty where not measured
 */
public record TrainingProgress(
        long iterations,
        double seconds,
        long seed,
        OptionalDouble learningRate,
        OptionalDouble trainLoss,
        OptionalDouble validationNll,
        OptionalDouble bestNll) {

    /** Of a model whose history is not known, or that was never trained. */
    public static final TrainingProgress NONE = none(0);

    public TrainingProgress {
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations is " + iterations + ", expected 0 or more");
        }
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("seconds is " + seconds + ", expected 0 or more");
        }
    }

    /** Of a model that is to be trained with a seed. */
    static TrainingProgress none(long seed) {
        return new TrainingProgress(
                0,
                0,
                seed,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The same with another seed. */
    public TrainingProgress withSeed(long other) {
        return new TrainingProgress(iterations, seconds, other, learningRate, trainLoss, validationNll, bestNll);
    }

    /** Of a session made elsewhere, of which no more is known than its optimizer tells. */
    static TrainingProgress imported(long iterations, OptionalDouble learningRate) {
        return new TrainingProgress(
                iterations, 0, 0, learningRate, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
}
