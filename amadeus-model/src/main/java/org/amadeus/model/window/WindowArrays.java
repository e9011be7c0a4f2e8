package org.amadeus.model.window;

import java.util.Arrays;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.dataset.window.Window;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of windows as Java's arrays, for models that go step by step, and the one place that knows how it is laid out as
 * ND4J's. T steps, B windows, E events, C controls, I init; time-major, row-major.
 *
 * <table>
 *   <caption>The arrays of a MultiDataSet</caption>
 *   <tr><td>features 0</td><td>INT32 [T, B]</td><td>the event before each step's, {@link ModelConfig#primaryEvent} at the
 *       first</td></tr>
 *   <tr><td>features 1</td><td>FLOAT [T, B, 1 + C]</td><td>1 where there is no control else 0, then the control or
 *       zeros</td></tr>
 *   <tr><td>features 2</td><td>FLOAT [B, I]</td><td>what the first hidden state is made from</td></tr>
 *   <tr><td>labels 0</td><td>INT32 [T, B]</td><td>the events to be predicted, 0 .. E-1</td></tr>
 *   <tr><td>labels mask 0</td><td>FLOAT [T, B]</td><td>1 where an event counts, 0 where it fills a short piece up; none
 *       where all count</td></tr>
 *   <tr><td>example metadata</td><td>{@link Window} [B]</td><td>where each window lies</td></tr>
 * </table>
 *
 * @param steps      T, 1 or more
 * @param windows    B, 1 or more
 * @param events     the events to be predicted [T, B]
 * @param conditions [T, B, 1 + C]
 * @param init       [B, I]
 * @param pieces     which piece each window is of [B]
 * @param lengths    how many of each window's events count [B], 0 .. T
 */
public record WindowArrays(
        int steps, int windows, int[] events, float[] conditions, float[] init, int[] pieces, int[] lengths) {
    /** Places in a MultiDataSet's features. */
    public static final int EVENT = 0;

    public static final int CONDITION = 1;
    public static final int INIT = 2;

    /** Place in its labels. */
    public static final int TARGET = 0;

    public WindowArrays {
        if (steps < 1 || windows < 1 || events.length != steps * windows || conditions.length % events.length != 0) {
            throw new IllegalArgumentException(events.length + " events, " + conditions.length
                    + " numbers of condition, expected " + steps + " x " + windows + " and a multiple of that");
        }
    }

    /** Windows whose events all count, each of a piece of its own. */
    public static WindowArrays of(int windows, int[] events, float[] conditions, float[] init) {
        int[] pieces = new int[windows];
        Arrays.setAll(pieces, b -> b);
        int[] lengths = new int[windows];
        Arrays.fill(lengths, events.length / windows);
        return new WindowArrays(events.length / windows, windows, events, conditions, init, pieces, lengths);
    }

    /** A batch as an iterator gives it; of one without metadata, each window counts as a piece of its own. */
    public static WindowArrays of(MultiDataSet batch) {
        INDArray target = batch.getLabels(TARGET);
        int steps = (int) target.size(0);
        int windows = (int) target.size(1);
        int[] pieces = new int[windows];
        List<Window> places = batch.getExampleMetaData(Window.class);
        Arrays.setAll(pieces, b -> places == null ? b : places.get(b).piece());
        return new WindowArrays(
                steps,
                windows,
                ints(target),
                HostFloats.read(batch.getFeatures(CONDITION)),
                HostFloats.read(batch.getFeatures(INIT)),
                pieces,
                lengths(batch, steps, windows));
    }

    /** The next batch of an iterator, from whose end it goes on with the next epoch. */
    public static WindowArrays next(MultiDataSetIterator batches) {
        if (!batches.hasNext()) {
            batches.reset();
        }
        return of(batches.next());
    }

    private static int[] lengths(MultiDataSet batch, int steps, int windows) {
        int[] lengths = new int[windows];
        INDArray mask = batch.getLabelsMaskArray(TARGET);
        if (mask == null) {
            Arrays.fill(lengths, steps);
            return lengths;
        }
        float[] counts = HostFloats.read(mask);
        for (int row = 0; row < counts.length; row++) {
            int slot = row % windows;
            if (counts[row] != 0 && lengths[slot] != row / windows) {
                throw new AmadeusException(
                        "the mask of a window has a gap before event " + row / windows + ", expected ones, then zeros");
            }
            lengths[slot] += counts[row] == 0 ? 0 : 1;
        }
        return lengths;
    }

    /** Row-major, wherever the array's numbers lie and of whichever type they are. */
    private static int[] ints(INDArray array) {
        try (INDArray copy = array.dataType() == DataType.INT
                ? array.dup('c')
                : array.castTo(DataType.INT).dup('c')) {
            return copy.data().asInt();
        }
    }

    /** As ND4J's arrays, for a model of {@code config}; without metadata. */
    public MultiDataSet toDataSet(ModelConfig config) {
        int[] before = new int[events.length];
        Arrays.fill(before, 0, windows, config.primaryEvent());
        System.arraycopy(events, 0, before, windows, before.length - windows);
        INDArray[] features = {
            Nd4j.createFromArray(before).reshape(steps, windows),
            Nd4j.createFromArray(conditions).reshape(steps, windows, conditions.length / events.length),
            Nd4j.createFromArray(init).reshape(windows, init.length / windows)
        };
        INDArray[] labels = {Nd4j.createFromArray(events).reshape(steps, windows)};
        return new org.nd4j.linalg.dataset.MultiDataSet(features, labels, null, mask());
    }

    private INDArray[] mask() {
        if (Arrays.stream(lengths).allMatch(length -> length == steps)) {
            return null;
        }
        float[] counts = new float[events.length];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = row / windows < lengths[row % windows] ? 1 : 0;
        }
        return new INDArray[] {Nd4j.createFromArray(counts).reshape(steps, windows)};
    }
}
