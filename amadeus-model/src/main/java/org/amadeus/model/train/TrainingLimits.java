package org.amadeus.model.train;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * When a training run ends by itself, and what it does now and then. Where several limits are given, the first one
 * reached ends it; without any it goes on until it is stopped.
 *
 * @param iterations    updates in all, those of earlier runs included
 * @param time          of this run
 * @param patience      validations in a row, in this run, without a new best one
 * @param saveEvery     time between two savings
 * @param validateEvery iterations between two validations, 1 or more
 */
public record TrainingLimits(
        OptionalLong iterations, Optional<Duration> time, OptionalInt patience, Duration saveEvery, int validateEvery) {
    /** A validation costs a half of an iteration or so: every 50 iterations it takes a hundredth of the time. */
    public static final int VALIDATE_EVERY = 50;

    /** No end, a saving every minute, as the Python implementation. */
    public static final TrainingLimits NONE = new TrainingLimits(
            OptionalLong.empty(), Optional.empty(), OptionalInt.empty(), Duration.ofSeconds(60), VALIDATE_EVERY);

    public TrainingLimits {
        if (validateEvery < 1) {
            throw new IllegalArgumentException(
                    "a validation every " + validateEvery + " iterations, expected 1 or more");
        }
    }

    /** The same with an end after so many updates in all. */
    public TrainingLimits untilIteration(long number) {
        return new TrainingLimits(OptionalLong.of(number), time, patience, saveEvery, validateEvery);
    }

    /** The same with an end after so much time of this run. */
    public TrainingLimits within(Duration limit) {
        return new TrainingLimits(iterations, Optional.of(limit), patience, saveEvery, validateEvery);
    }

    /** The first limit that is reached after so many updates in all, so much time, and so many validations in a row. */
    Optional<Trainer.End> reached(long iteration, Duration passed, int validationsSinceBest) {
        if (iterations.isPresent() && iteration >= iterations.getAsLong()) {
            return Optional.of(Trainer.End.ITERATIONS);
        }
        if (time.isPresent() && passed.compareTo(time.get()) >= 0) {
            return Optional.of(Trainer.End.TIME);
        }
        if (patience.isPresent() && validationsSinceBest >= patience.getAsInt()) {
            return Optional.of(Trainer.End.PATIENCE);
        }
        return Optional.empty();
    }
}
