package org.amadeus.model.train;

import java.util.List;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.Validation;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.LocalSteps;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** What a trainer does; made by {@link Trainer#of}. */
public final class TrainerBuilder {
    final Session start;
    final MultiDataSetIterator batches;
    final Checkpoints files;
    TrainingSettings settings = TrainingSettings.DEFAULTS;
    TrainingLimits limits = TrainingLimits.NONE;
    Optional<Validation> validation = Optional.empty();
    List<Listener> listeners = List.of();
    Optional<GradientSource> workers = Optional.empty();
    Optional<LocalSteps> localSteps = Optional.empty();
    SequenceKernels kernel = SequenceKernels.FASTEST;

    TrainerBuilder(Session start, MultiDataSetIterator batches, Checkpoints files) {
        this.start = start;
        this.batches = batches;
        this.files = files;
    }

    /** What an update does; of the batches' sizes, only the iterator knows. */
    public TrainerBuilder settings(TrainingSettings chosen) {
        settings = chosen;
        return this;
    }

    /** When a run ends, and what it does now and then. */
    public TrainerBuilder limits(TrainingLimits chosen) {
        limits = chosen;
        return this;
    }

    /** What the best session is chosen by. */
    public TrainerBuilder validation(Validation chosen) {
        validation = Optional.of(chosen);
        return this;
    }

    /**
     * SameDiff's listeners, called as {@code SameDiff.fit} calls them, but for {@code preUpdate}. One that answers
     * the end of an epoch or a validation by STOP ends the run.
     */
    public TrainerBuilder listeners(Listener... chosen) {
        listeners = List.of(chosen);
        return this;
    }

    /**
     * Who computes gradients, in place of this process. All else stays here: batches, updates, validation, what is saved.
     * SameDiff's listeners then see no activations.
     */
    public TrainerBuilder gradients(GradientSource chosen) {
        workers = Optional.of(chosen);
        return this;
    }

    /** Who takes the steps where the settings have several local ones: then a round of them ends before anything else is done. */
    public TrainerBuilder localSteps(LocalSteps chosen) {
        localSteps = Optional.of(chosen);
        return this;
    }

    /** What computes the recurrent layers. */
    TrainerBuilder kernel(SequenceKernels chosen) {
        kernel = chosen;
        return this;
    }

    /** @throws AmadeusException where the session is quantized, or others cannot compute what is asked for */
    public Trainer build() {
        if (settings.teacherForcing() < 1
                && workers.isPresent()
                && !workers.get().samples()) {
            throw new AmadeusException("a teacher forcing ratio of " + settings.teacherForcing()
                    + ": these gradients are of the music that was played alone, expected 1 with --quantize");
        }
        if (workers.isPresent() && settings.parts() > 1) {
            throw new AmadeusException("batches in " + settings.parts()
                    + " parts: gradients from elsewhere are of a whole batch, expected 1 (no --accumulate) with"
                    + " --master and --quantize");
        }
        int round = settings.localSteps();
        if (round > 1 && localSteps.isEmpty()) {
            throw new AmadeusException(round + " local steps: there are no workers to take them, expected 1");
        }
        if (limits.iterations().isPresent() && limits.iterations().getAsLong() % round != 0) {
            throw new AmadeusException("an end after " + limits.iterations().getAsLong()
                    + " iterations: expected a multiple of the " + round + " local steps");
        }
        return new Trainer(this);
    }
}
