package org.amadeus.model.evaluate;

import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Window;
import org.amadeus.data.dataset.WindowBatch;
import org.amadeus.data.dataset.WindowGrid;
import org.amadeus.data.dataset.WindowReader;
import org.amadeus.model.network.Conditions;

/** The windows of a dataset in their order, batch by batch. A piece shorter than a window counts only once. */
public final class EvaluationWindows {
    private final PerformanceDataset dataset;
    private final WindowGrid grid;
    private final WindowReader reader;
    private final int windows;
    private final boolean controls;
    /** Windows that count: all of the grid, or some spread over it. */
    private final long count;

    /**
     * @param length   T, events of a window, 1 or more
     * @param stride   events from one window's start to the next one's, 1 or more
     * @param windows  B, windows of a batch, 1 or more; the last batch is filled up with windows that do not count
     * @param controls whether the music's own controls are given, or none
     * @throws DatasetException where the dataset has no piece
     */
    public EvaluationWindows(PerformanceDataset dataset, int length, int stride, int windows, boolean controls) {
        this(dataset, length, stride, windows, controls, Long.MAX_VALUE);
    }

    /** Of windows that do not overlap {@code most} at most, spread evenly over the dataset. */
    public static EvaluationWindows spread(
            PerformanceDataset dataset, int length, long most, int windows, boolean controls) {
        return new EvaluationWindows(dataset, length, length, windows, controls, most);
    }

    private EvaluationWindows(
            PerformanceDataset dataset, int length, int stride, int windows, boolean controls, long most) {
        if (dataset.pieces().isEmpty()) {
            throw new DatasetException(dataset.folder() + ": no pieces to evaluate on");
        }
        this.dataset = dataset;
        this.grid = new WindowGrid(dataset.pieces(), length, stride);
        this.reader = new WindowReader(dataset, length);
        this.windows = windows;
        this.controls = controls;
        this.count = Math.min(grid.size(), most);
    }

    /** How many windows there are. */
    public long size() {
        return count;
    }

    /** How many batches there are. */
    public long batches() {
        return (count + windows - 1) / windows;
    }

    /** The batch of that number, 0 .. {@link #batches} - 1. */
    public EvaluationBatch batch(long number) {
        int steps = grid.length();
        int[] events = new int[steps * windows];
        WindowBatch batch = new WindowBatch(steps, windows, events, new float[events.length * Control.SIZE]);
        int[] pieces = new int[windows];
        int[] lengths = new int[windows];
        for (int slot = 0; slot < windows; slot++) {
            long which = number * windows + slot;
            Window window = grid.get(Math.min(which, count - 1) * grid.size() / count);
            reader.fill(batch, slot, window, 0);
            pieces[slot] = window.piece();
            int rest = dataset.pieces().get(window.piece()).events() - window.start();
            lengths[slot] = which < count ? Math.min(steps, rest) : 0;
        }
        return new EvaluationBatch(steps, windows, events, Conditions.of(batch, controls), pieces, lengths);
    }
}
