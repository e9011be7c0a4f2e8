package org.amadeus.model.train.checkpoint;

import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that was best in validation, and its file. One of earlier runs is to be beaten only where its file is there
 * and both say that they were measured on the same music in the same way; else a run begins anew. A session that is
 * best but can't be written is held until it can.
 */
public final class BestSession {
    private static final Logger LOG = LoggerFactory.getLogger(BestSession.class);

    private final Checkpoints files;
    private final String measuredOn;
    private final Optional<String> forgotten;
    private OptionalDouble written;
    private Optional<Session> unwritten = Optional.empty();

    /** @param before what earlier runs left */
    public BestSession(Checkpoints files, TrainingProgress before, Optional<Validation> validation) {
        this.files = files;
        this.measuredOn = validation.map(Validation::fingerprint).orElse(before.bestOn());
        this.written = before.bestNll();
        this.forgotten = validation.isPresent() ? compareWithFile(before) : Optional.empty();
    }

    private Optional<String> compareWithFile(TrainingProgress before) {
        boolean there = Files.exists(files.best());
        written = OptionalDouble.empty();
        if (before.bestNll().isEmpty() && !there) {
            return Optional.empty();
        }
        if (before.bestNll().isEmpty()) {
            return Optional.of(files.best() + ": is of another training; the first validation replaces it");
        }
        if (!measuredOn.equals(before.bestOn())) {
            return Optional.of(files.best()
                    + ": was chosen by another validation (other music, window or control ratio); the first one of this run"
                    + " replaces it");
        }
        if (!there) {
            return Optional.of(files.best() + ": is missing; the first validation makes it anew");
        }
        try {
            TrainingProgress kept = SessionFiles.load(files.best()).progress();
            if (!kept.bestOn().equals(measuredOn)) {
                return Optional.of(files.best() + ": is of another training; the first validation replaces it");
            }
            written = kept.bestNll(); // a run that was killed may have written it after its last session
            return Optional.empty();
        } catch (AmadeusException e) {
            return Optional.of(e.getMessage() + "; the first validation replaces it");
        }
    }

    /** Why the best one of earlier runs is not the one to beat, where there was one. */
    public Optional<String> forgotten() {
        return forgotten;
    }

    /** Validation NLL of what the file holds; empty where it holds none of this training. */
    public OptionalDouble nll() {
        return written;
    }

    /** What that was measured on. */
    public String measuredOn() {
        return measuredOn;
    }

    /** Whether a session of that NLL is better than all before. NaN never is. */
    public boolean isBeatenBy(double nll) {
        double best = unwritten
                .map(session -> session.progress().bestNll())
                .orElse(written)
                .orElse(Double.POSITIVE_INFINITY);
        return nll < best;
    }

    /** Keeps a session that is better, in its file or, where it can't be written, here. */
    public void keep(Session better) {
        unwritten = Optional.of(better);
        tryAgain();
    }

    /** Writes what could not be written before, if it can be now. */
    public void tryAgain() {
        try {
            write();
        } catch (AmadeusException e) {
            LOG.warn("{}; the training goes on and tries again", e.getMessage());
        }
    }

    /** @throws AmadeusException where it still can't be written */
    public void write() {
        if (unwritten.isPresent()) {
            files.saveBest(unwritten.get());
            written = unwritten.get().progress().bestNll();
            unwritten = Optional.empty();
        }
    }
}
