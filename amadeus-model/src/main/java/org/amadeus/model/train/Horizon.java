package org.amadeus.model.train;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.session.TrainingProgress.Span;

/**
 * What a falling step size falls towards: a number of iterations where they are limited, else an end by the clock. The
 * latter is kept in the session: a run that was stopped before it and begun again with the same time goes on towards it,
 * for as long as was left. (Its updates are not those of a run that never stopped, to the bit: no two runs do as many
 * iterations in the same time. By iterations they are.)
 *
 * @param iterations updates in all, those of earlier runs included
 * @param time       the stretch of training, where it is the time that counts
 */
record Horizon(OptionalLong iterations, Optional<Span> time) {
    private static final double SAME = 1e-3;

    static Horizon of(Schedule schedule, TrainingLimits limits, TrainingProgress before) {
        if (schedule == Schedule.CONSTANT
                || limits.iterations().isPresent()
                || limits.time().isEmpty()) {
            return new Horizon(limits.iterations(), Optional.empty());
        }
        double length = Math.max(SAME, limits.time().get().toMillis() / 1e3);
        Optional<Span> begun = before.schedule()
                .filter(span -> before.seconds() >= span.from()
                        && before.seconds() < span.to()
                        && Math.abs(span.length() - length) < SAME);
        return new Horizon(
                OptionalLong.empty(),
                begun.or(() -> Optional.of(new Span(before.seconds(), before.seconds() + length))));
    }

    /** The limits of a run that goes on from there: what is left of the time. */
    TrainingLimits limits(TrainingLimits given, TrainingProgress before) {
        return time.map(span -> given.within(Duration.ofMillis(Math.round(1e3 * (span.to() - before.seconds())))))
                .orElse(given);
    }

    /**
     * How much is done.
     *
     * @param iteration updates made, those of earlier runs included
     * @param seconds   time spent training, that of earlier runs included
     * @return 0 .. 1, or more beyond the end; 0 where there is none
     */
    double share(long iteration, double seconds) {
        if (iterations.isPresent()) {
            return (double) iteration / Math.max(1, iterations.getAsLong());
        }
        return time.map(span -> (seconds - span.from()) / span.length()).orElse(0.0);
    }
}
