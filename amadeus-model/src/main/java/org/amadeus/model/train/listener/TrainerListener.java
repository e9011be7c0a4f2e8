package org.amadeus.model.train.listener;

import java.nio.file.Path;
import org.amadeus.model.network.ModelConfig;

/**
 * Watches a training run. Called on the training thread, which waits: whoever needs time copies what it wants and goes
 * on elsewhere.
 *
 * <p>A run calls {@link #started} first, once, and {@link #finished} last, once, however it ends: by a limit, stopped,
 * interrupted, diverged, by a batch or a validation or a saving that fails, or by what a listener throws, of whichever
 * of these methods. What a listener throws ends the run, after what was learned was saved and the other calls of the
 * ending ({@link #saved}, {@link #finished}) were made, and is what {@code Trainer.run} throws.
 */
public interface TrainerListener {
    /** Watches nothing. */
    TrainerListener NONE = new TrainerListener() {};

    /** Several as one: each gets every call, in this order, also where one before it throws; that is thrown then. */
    static TrainerListener of(TrainerListener... listeners) {
        return new SeveralListeners(listeners);
    }

    /**
     * Before the first iteration.
     *
     * @param config    the model
     * @param iteration updates made in earlier runs, 0 for a new model
     */
    default void started(ModelConfig config, long iteration) {}

    /** After each update of the parameters. {@code iteration} is only valid during the call. */
    default void iterationDone(TrainingIteration iteration) {}

    /**
     * After a validation: never twice of the same parameters in one run.
     *
     * @param iteration updates made so far
     * @param nll       mean negative log-likelihood of the validation windows, nats per event
     * @param best      whether it is the lowest so far; if so, the session was written as the best one, or will be as soon
     *                  as it can be
     */
    default void validated(long iteration, double nll, boolean best) {}

    /** After the session was saved to {@code file}. */
    default void saved(long iteration, Path file) {}

    /**
     * After the last iteration and the last save, and also where either failed.
     *
     * @param iteration updates made so far
     */
    default void finished(long iteration) {}
}
