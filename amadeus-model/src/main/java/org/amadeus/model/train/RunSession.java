package org.amadeus.model.train;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.checkpoint.BestSession;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.update.Learner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of a run: how far it has come, the runs before it included, and as it stands, as it was last saved, and as it
 * was best.
 */
final class RunSession {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);
    /** Weight of the newest loss in the smoothed one. */
    private static final double NEWEST = 0.02;

    private final Session start;
    private final Learner learner;
    private final Horizon horizon;
    private final Checkpoints files;
    private final BestSession best;
    private long iteration;
    private double rate;
    private OptionalDouble trainLoss;
    private OptionalDouble validationNll;
    private long began;
    private long savedIteration;
    private long savedAt = System.nanoTime();

    /** @param firstRate Adam's, where the session does not know one */
    RunSession(Session start, Learner learner, Horizon horizon, double firstRate, Checkpoints files, BestSession best) {
        this.start = start;
        this.learner = learner;
        this.horizon = horizon;
        this.files = files;
        this.best = best;
        TrainingProgress before = start.progress();
        this.iteration = before.iterations();
        this.rate = before.learningRate().orElse(firstRate);
        this.trainLoss = before.trainLoss();
        this.validationNll = before.validationNll();
        this.savedIteration = before.iterations();
    }

    /** Starts the clock. */
    void begin() {
        began = System.nanoTime();
    }

    /** Deletes what killed runs have left; returns whether there is a session's file. */
    boolean open() {
        files.requirePossible();
        files.removeLeftovers();
        savedAt = System.nanoTime();
        return Files.exists(files.last(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Counts an update. */
    void updated(double loss, double learningRate) {
        iteration++;
        rate = learningRate;
        trainLoss = OptionalDouble.of(
                trainLoss.isPresent() ? trainLoss.getAsDouble() + NEWEST * (loss - trainLoss.getAsDouble()) : loss);
    }

    /** Updates made. */
    long iteration() {
        return iteration;
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
        return start.progress().seconds() + passed().toMillis() / 1e3;
    }

    /** How far the training has come. */
    TrainingProgress progress() {
        return progress(best.nll());
    }

    private TrainingProgress progress(OptionalDouble bestNll) {
        return new TrainingProgress(
                iteration,
                seconds(),
                start.progress().seed(),
                OptionalDouble.of(rate),
                trainLoss,
                validationNll,
                bestNll,
                bestNll.isPresent() ? best.measuredOn() : "",
                horizon.time());
    }

    /** The session as it stands. */
    Session session() {
        return session(best.nll());
    }

    private Session session(OptionalDouble bestNll) {
        Parameters parameters = learner.parameters();
        return new Session(
                parameters.config(),
                StepGraph.build(parameters.config(), parameters),
                Optional.of(learner.optimizer()),
                progress(bestNll),
                start.provenance());
    }

    /** Updates that the file holds. */
    long savedIteration() {
        return savedIteration;
    }

    /** Whether it was last saved, or tried to be, so long ago. */
    boolean isDue(Duration interval) {
        return System.nanoTime() - savedAt >= interval.toNanos();
    }

    /** @throws AmadeusException where it can't be written */
    void save() {
        files.save(session());
        savedIteration = iteration;
        savedAt = System.nanoTime();
    }

    /** Saves if that can be done now, the best one too: a disk that is full may have room later. */
    boolean saveIfPossible() {
        best.tryAgain();
        try {
            save();
            return true;
        } catch (AmadeusException e) {
            savedAt = System.nanoTime();
            LOG.warn("{}; the training goes on and tries again", e.getMessage());
            return false;
        }
    }

    /** Notes what a validation found, NaN for nothing, and keeps what is the best so far. Returns whether it is. */
    boolean validated(double nll) {
        validationNll = Double.isNaN(nll) ? OptionalDouble.empty() : OptionalDouble.of(nll);
        boolean better = best.isBeatenBy(nll);
        if (better) {
            best.keep(session(validationNll));
        }
        return better;
    }
}
