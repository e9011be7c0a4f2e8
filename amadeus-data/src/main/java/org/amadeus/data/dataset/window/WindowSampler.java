package org.amadeus.data.dataset.window;

import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;

/**
 * Batches of windows in a random order: every window once, then all again in another order. What a batch holds depends
 * on the dataset, the settings, the seed and the batch's number alone, so a run that stops and goes on sees what it
 * would have seen. Thread-safe.
 */
public final class WindowSampler {
    private final WindowGrid grid;
    private final WindowReader reader;
    private final int batchSize;
    private final Augmentation augmentation;
    private final long seed;

    /**
     * @param length      events of a window, 1 or more
     * @param stride      events between the starts of two windows, 1 or more
     * @param batchSize   windows of a batch, 1 or more; where the dataset has fewer, they repeat
     * @param augmentation what each window's variation is drawn from
     * @throws DatasetException where the dataset has no piece
     */
    public WindowSampler(
            PerformanceDataset dataset, int length, int stride, int batchSize, Augmentation augmentation, long seed) {
        if (dataset.pieces().isEmpty()) {
            throw new DatasetException(dataset.folder() + ": no pieces to sample from");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch of " + batchSize + " windows, expected 1 or more");
        }
        this.grid = new WindowGrid(dataset.pieces(), length, stride);
        this.reader = new WindowReader(dataset, length);
        this.batchSize = batchSize;
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /** How many windows there are: so many are sampled before one comes again. */
    public long windows() {
        return grid.size();
    }

    /** @param number of the batch, 0 or more: the iteration it is for */
    public WindowBatch batch(long number) {
        int steps = grid.length();
        int[] events = new int[steps * batchSize];
        WindowBatch batch = new WindowBatch(steps, batchSize, events, new float[events.length * Control.SIZE]);
        for (int slot = 0; slot < batchSize; slot++) {
            long sample = number * batchSize + slot;
            reader.fill(batch, slot, window(sample), augmentation.variation(seed, sample));
        }
        return batch;
    }

    /** The window of a sample: that of slot {@code sample % batchSize} in batch {@code sample / batchSize}. */
    public Window window(long sample) {
        long epoch = sample / grid.size();
        return grid.get(new IndexShuffle(grid.size(), IndexShuffle.mix(seed) + epoch).get(sample % grid.size()));
    }
}
