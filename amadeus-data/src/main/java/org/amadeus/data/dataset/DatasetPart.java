package org.amadeus.data.dataset;

import org.amadeus.data.io.Counted;

/** Which pieces of a dataset to work on. */
public enum DatasetPart {
    /** Those held out; all, where the dataset was made without holding any out. */
    VALID,
    /** Those learned from. */
    TRAIN,
    ALL;

    /**
     * That part of a dataset.
     *
     * @throws DatasetException where there is no piece in it
     */
    public PerformanceDataset of(PerformanceDataset dataset) {
        return switch (this) {
            case VALID -> dataset.heldOut();
            case TRAIN -> train(dataset);
            case ALL -> dataset;
        };
    }

    private static PerformanceDataset train(PerformanceDataset dataset) {
        PerformanceDataset train = dataset.part(Split.TRAIN);
        if (train.pieces().isEmpty()) {
            throw new DatasetException(dataset.folder() + ": of "
                    + Counted.of(dataset.pieces().size(), "piece")
                    + " none is left to learn from, all are held out. Make it again with a smaller --valid-ratio");
        }
        return train;
    }
}
