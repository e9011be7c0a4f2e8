package org.amadeus.quant.teach;

import org.amadeus.data.Progress;
import org.amadeus.model.train.listener.TrainerListener;

/** Watches a model being taught, on the thread that teaches. */
public interface TeachingListener extends TrainerListener {
    /** Told how far the model has come in playing what it is to remember. */
    default Progress rehearsing() {
        return Progress.NONE;
    }

    /**
     * After a validation, the first of which is that of the model before it is taught.
     *
     * @param iteration updates made so far
     * @param best      whether the model is the best so far
     */
    default void stands(long iteration, Standing standing, boolean best) {}
}
