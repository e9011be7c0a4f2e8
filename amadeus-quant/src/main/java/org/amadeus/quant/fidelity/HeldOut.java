package org.amadeus.quant.fidelity;

import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;

/**
 * Windows of a dataset to compare models on, spread evenly over all its pieces.
 *
 * @param dataset all its pieces are used: give what was held out, see {@link PerformanceDataset#heldOut}
 * @param length  T, events of a window, 1 or more
 * @param most    about how many windows, 1 or more; a dataset of more pieces gives one of each until there are so many
 */
public record HeldOut(PerformanceDataset dataset, int length, int most) {
    /** Windows compared at once. */
    public static final int BATCH = 32;

    /** Events of a window, unless set otherwise. */
    public static final int LENGTH = 200;

    /** About how many windows, unless set otherwise. */
    public static final int WINDOWS = 128;

    /** What a dataset held out, as it is compared unless set otherwise: 128 windows of 200 events. */
    public static HeldOut of(PerformanceDataset dataset) {
        return new HeldOut(dataset.heldOut(), LENGTH, WINDOWS);
    }

    public HeldOut {
        if (length < 1 || most < 1) {
            throw new IllegalArgumentException(most + " windows of " + length + " events, expected 1 or more of both");
        }
    }

    /** How many windows are compared on. */
    public long windows() {
        WindowIterator windows = spread(true, BATCH);
        return visited(windows)
                .map(batch -> Math.min(BATCH, windows.windows() - batch * BATCH))
                .sum();
    }

    /** As many as were asked for, in one batch, their controls given: of a small sample. */
    public WindowArrays sample() {
        return WindowArrays.of(spread(true, most).batch(0));
    }

    /**
     * Visits every batch of the windows.
     *
     * @param controls whether the music's own controls are given
     */
    void forEach(boolean controls, Consumer<WindowArrays> visitor) {
        WindowIterator windows = spread(controls, BATCH);
        visited(windows).forEach(batch -> visitor.accept(WindowArrays.of(windows.batch(batch))));
    }

    /** How many batches {@link #forEach} visits. */
    long batches() {
        return visited(spread(true, BATCH)).count();
    }

    /** The numbers of the batches that are visited. */
    private LongStream visited(WindowIterator windows) {
        long all = windows.batchesPerEpoch();
        long wanted = Math.min(all, (most - 1) / BATCH + 1);
        return LongStream.range(0, wanted).map(i -> i * all / wanted);
    }

    /** Windows so far apart that there are few enough, if the number of pieces allows it. */
    private WindowIterator spread(boolean controls, int batch) {
        int longest = dataset.pieces().stream()
                .mapToInt(piece -> piece.events())
                .max()
                .orElse(1);
        int stride = length;
        WindowIterator windows = windows(stride, batch, controls);
        while (windows.windows() > most && stride < longest) {
            stride = (int) Math.min(longest, stride * 5L / 4 + 1);
            windows = windows(stride, batch, controls);
        }
        return windows;
    }

    private WindowIterator windows(int stride, int batch, boolean controls) {
        return WindowIterator.over(dataset, ModelConfig.defaults(dataset.profile()))
                .length(length)
                .stride(stride)
                .batch(batch)
                .controlRatio(controls ? 1 : 0)
                .inOrder()
                .build();
    }
}
