package org.amadeus.model.train.update;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.HashMap;
import java.util.Map;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.PerformanceRnn;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The inputs of a batch in parts, of P of its B windows each, for a {@link TrainingGraph} of parts. */
final class BatchParts {
    private final Map<String, INDArray> batch;
    private final int count;
    private final long windows;

    /**
     * @param batch every placeholder of a graph of whole batches
     * @param count of parts
     * @throws AmadeusException where it does not divide the number of windows
     */
    BatchParts(Map<String, INDArray> batch, int count) {
        this.batch = batch;
        this.count = count;
        this.windows = batch.get(PerformanceRnn.EVENT).size(1);
        if (windows % count != 0) {
            throw new AmadeusException("a batch of " + windows + " windows is to be learned from in " + count
                    + " parts, expected a number that divides it");
        }
    }

    int count() {
        return count;
    }

    /** Every placeholder's array; copies, but for the inits, which are those of the whole batch. */
    Map<String, INDArray> inputs(int part) {
        long size = windows / count;
        long first = part * size;
        Map<String, INDArray> inputs = new HashMap<>();
        batch.forEach((name, array) -> inputs.put(name, name.equals(PerformanceRnn.INIT) ? array : of(array, first, size)));
        INDArray which = Nd4j.zeros(DataType.FLOAT, size, windows);
        for (long b = 0; b < size; b++) {
            which.putScalar(b, first + b, 1);
        }
        inputs.put(TrainingGraph.PART, which);
        return inputs;
    }

    private static INDArray of(INDArray array, long first, long size) {
        return array.rank() == 2
                ? array.get(all(), interval(first, first + size)).dup('c')
                : array.get(all(), interval(first, first + size), all()).dup('c');
    }

    /** Frees what was copied for a part. */
    void free(Map<String, INDArray> inputs) {
        inputs.forEach((name, array) -> {
            if (!name.equals(PerformanceRnn.INIT)) {
                array.close();
            }
        });
    }
}
