package org.amadeus.model.train;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that an iteration learns from, but for the dropout masks, which are too large to lie ready.
 *
 * @param inputs every other placeholder of {@link TrainingGraph}, teacher forced; freed by {@link #close}
 * @param taught for each step whether the input of the next one is the event that was played [T]
 * @param events how many events are predicted, T x B
 * @param draws  what else is random in the iteration
 */
record PreparedBatch(Map<String, INDArray> inputs, boolean[] taught, int events, IterationDraws draws)
        implements AutoCloseable {
    @Override
    public void close() {
        inputs.values().forEach(INDArray::close);
    }
}
