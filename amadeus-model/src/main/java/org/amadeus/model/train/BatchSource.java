package org.amadeus.model.train;

/**
 * Where a trainer's batches come from. The batch of an iteration depends on nothing but the source and that iteration's
 * number, so that a run that was stopped and resumed sees the batches it would have seen. Used by one thread at a time.
 */
@FunctionalInterface
public interface BatchSource {
    /** @param iteration updates made before this batch is learned from, 0 or more */
    TrainingBatch batch(long iteration);
}
