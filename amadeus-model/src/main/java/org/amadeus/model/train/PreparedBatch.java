package org.amadeus.model.train;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All that an iteration learns from.
 *
 * @param inputs every placeholder of {@link TrainingGraph}, teacher forced; freed by {@link #close}, for masks of some
 *               50 MB must not wait for Java's garbage collection
 * @param taught for each step whether the next one is told the event that was played [T]
 * @param events how many events are foretold, T x B
 */
record PreparedBatch(Map<String, INDArray> inputs, boolean[] taught, int events) implements AutoCloseable {
    @Override
    public void close() {
        inputs.values().forEach(INDArray::close);
    }
}
