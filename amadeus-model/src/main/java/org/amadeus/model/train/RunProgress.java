package org.amadeus.model.train;

import java.time.Duration;
import java.util.OptionalDouble;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.checkpoint.BestSession;

/** How far a run has come, those before it included: what a session's {@link TrainingProgress} is made of. */
final class RunProgress {
    /** Weight of the newest loss in the smoothed one. */
    private static final double NEWEST = 0.02;

    private final TrainingProgress before;
    private final Horizon horizon;
    private long iteration;
    private double rate;
    private OptionalDouble trainLoss;
    private OptionalDouble validationNll;
    private long began;

    RunProgress(TrainingProgress before, Horizon horizon, double firstRate) {
        this.before = before;
        this.horizon = horizon;
        this.iteration = before.iterations();
        this.rate = before.learningRate().orElse(firstRate);
        this.trainLoss = before.trainLoss();
        this.validationNll = before.validationNll();
    }

    /** Starts the clock. */
    void begin() {
        began = System.nanoTime();
    }

    /** Counts an update. */
    void updated(double loss, double learningRate) {
        iteration++;
        rate = learningRate;
        trainLoss = OptionalDouble.of(
                trainLoss.isPresent() ? trainLoss.getAsDouble() + NEWEST * (loss - trainLoss.getAsDouble()) : loss);
    }

    /** Notes what a validation found; NaN where it found nothing. */
    void validated(double nll) {
        validationNll = Double.isNaN(nll) ? OptionalDouble.empty() : OptionalDouble.of(nll);
    }

    /** Updates made. */
    long iteration() {
        return iteration;
    }

    /** NLL of the latest validation. */
    OptionalDouble validationNll() {
        return validationNll;
    }

    /** Time spent in this run. */
    Duration passed() {
        return Duration.ofNanos(began == 0 ? 0 : System.nanoTime() - began);
    }

    /** The share of the schedule that is done after so many more iterations. */
    double share(int more) {
        return horizon.share(iteration + more, seconds());
    }

    private double seconds() {
        return before.seconds() + passed().toMillis() / 1e3;
    }

    /** For a session; {@code bestNll} is that of the best one, measured as {@code best} says. */
    TrainingProgress toSession(OptionalDouble bestNll, BestSession best) {
        return new TrainingProgress(
                iteration,
                seconds(),
                before.seed(),
                OptionalDouble.of(rate),
                trainLoss,
                validationNll,
                bestNll,
                bestNll.isPresent() ? best.measuredOn() : "",
                horizon.time());
    }
}
