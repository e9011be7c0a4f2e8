package org.amadeus.model.window;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Windows of several datasets in each batch: so many of the first, beside them so many of the next. What each part draws,
 * it draws from a seed of its own, the first from the one given; an epoch is the first one's.
 */
public final class JoinedWindows extends SeekableIterator {
    private static final long serialVersionUID = 1L;
    /** The dimension of windows in events and conditions; inits have theirs first. */
    private static final int WINDOWS = 1;

    private final transient List<SeekableIterator> parts;

    /** @param parts of windows of as many events, none masked; one or more */
    public JoinedWindows(List<? extends SeekableIterator> parts) {
        super(0);
        this.parts = List.copyOf(parts);
    }

    @Override
    public long batchesPerEpoch() {
        return parts.get(0).batchesPerEpoch();
    }

    @Override
    protected MultiDataSet batch(long number, long drawnFrom) {
        List<MultiDataSet> batches = IntStream.range(0, parts.size())
                .mapToObj(part -> parts.get(part).batch(number, drawnFrom + part))
                .toList();
        INDArray[] features = {
            joined(batches, WindowArrays.EVENT, WINDOWS),
            joined(batches, WindowArrays.CONDITION, WINDOWS),
            joined(batches, WindowArrays.INIT, 0)
        };
        INDArray[] targets = batches.stream()
                .map(batch -> batch.getLabels(WindowArrays.TARGET))
                .toArray(INDArray[]::new);
        return new org.nd4j.linalg.dataset.MultiDataSet(features, new INDArray[] {joined(targets, WINDOWS)});
    }

    private static INDArray joined(List<MultiDataSet> batches, int feature, int dimension) {
        return joined(batches.stream().map(batch -> batch.getFeatures(feature)).toArray(INDArray[]::new), dimension);
    }

    private static INDArray joined(INDArray[] arrays, int dimension) {
        INDArray joined = Nd4j.concat(dimension, arrays);
        Arrays.stream(arrays).forEach(INDArray::close);
        return joined;
    }
}
