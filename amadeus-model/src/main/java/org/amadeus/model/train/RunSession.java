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

/** The session of a run: as it stands, as it was last saved, and as it was best. */
final class RunSession {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);

    private final Session start;
    private final Learner learner;
    private final RunProgress progress;
    private final Checkpoints files;
    private final BestSession best;
    private long savedIteration;
    private long savedAt = System.nanoTime();

    RunSession(Session start, Learner learner, RunProgress progress, Checkpoints files, BestSession best) {
        this.start = start;
        this.learner = learner;
        this.progress = progress;
        this.files = files;
        this.best = best;
        this.savedIteration = start.progress().iterations();
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
                progress.toSession(bestNll, best),
                start.provenance());
    }

    /** How far the training has come. */
    TrainingProgress progress() {
        return progress.toSession(best.nll(), best);
    }

    /** Deletes what killed runs have left; returns whether there is a session's file. */
    boolean open() {
        files.requirePossible();
        files.removeLeftovers();
        savedAt = System.nanoTime();
        return Files.exists(files.last(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Updates that the file holds. */
    long savedIteration() {
        return savedIteration;
    }

    /** Whether a run that fails now would lose updates. */
    boolean isUnsaved() {
        return progress.iteration() > savedIteration;
    }

    /** Whether it was last saved, or tried to be, so long ago. */
    boolean isDue(Duration interval) {
        return System.nanoTime() - savedAt >= interval.toNanos();
    }

    /** @throws AmadeusException where it can't be written */
    void save() {
        files.save(session());
        savedIteration = progress.iteration();
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

    /** Notes what a validation found, and keeps what is the best so far. Returns whether it is. */
    boolean validated(double nll) {
        progress.validated(nll);
        boolean better = best.isBeatenBy(nll);
        if (better) {
            best.keep(session(progress.validationNll()));
        }
        return better;
    }
}
