package org.amadeus.model.train;

import java.nio.file.Path;
import org.amadeus.model.network.ModelConfig;

/**
 * Watches a training run. Called on the training thread, which waits: whoever needs time copies what it wants and goes
 * on elsewhere. What a listener throws ends the run, after the session was saved.
 */
public interface TrainingListener {
    /** Watches nothing. */
    TrainingListener NONE = new TrainingListener() {};

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
     * After a validation.
     *
     * @param iteration updates made so far
     * @param nll       mean negative log-likelihood of the validation windows, nats per event
     * @param best      whether it is the lowest so far
     */
    default void validated(long iteration, double nll, boolean best) {}

    /** After the session was saved to {@code file}. */
    default void saved(long iteration, Path file) {}

    /** After the last iteration and the last save, also where the run was interrupted. */
    default void finished(long iteration) {}
}
