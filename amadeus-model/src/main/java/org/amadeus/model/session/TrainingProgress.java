package org.amadeus.model.session;

import java.util.Optional;
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
 * @param bestNll       {@code validationNll} of the best session that was kept, empty where none was
 * @param bestOn        what {@code bestNll} was measured on: numbers of the same text can be compared; empty where not
 *                      known
 * @param schedule      the stretch of training that a step size falls along by the clock, empty where it does not
 */
public record TrainingProgress(
        long iterations,
        double seconds,
        long seed,
        OptionalDouble learningRate,
        OptionalDouble trainLoss,
        OptionalDouble validationNll,
        OptionalDouble bestNll,
        String bestOn,
        Optional<Span> schedule) {

    /**
     * A stretch of training time.
     *
     * @param from seconds spent training when it begins, 0 or more
     * @param to   when it ends, more than that
     */
    public record Span(double from, double to) {
        public Span {
            if (!(from >= 0 && to > from && to < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "schedule from " + from + " to " + to + " s, expected 0 or more, and an end after that");
            }
        }

        /** Seconds of it. */
        public double length() {
            return to - from;
        }
    }

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
        return imported(0, OptionalDouble.empty()).withSeed(seed);
    }

    /** The same with another seed. */
    public TrainingProgress withSeed(long other) {
        return new TrainingProgress(
                iterations, seconds, other, learningRate, trainLoss, validationNll, bestNll, bestOn, schedule);
    }

    /** Of a session made elsewhere, of which no more is known than its optimizer tells. */
    static TrainingProgress imported(long iterations, OptionalDouble learningRate) {
        return new TrainingProgress(
                iterations,
                0,
                0,
                learningRate,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "",
                Optional.empty());
    }
}
