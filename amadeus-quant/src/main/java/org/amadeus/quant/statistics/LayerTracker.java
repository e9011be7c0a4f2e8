package org.amadeus.quant.statistics;

import java.util.ArrayList;
import java.util.List;

/** Gathers the statistics of one layer's inputs and output. */
final class LayerTracker {
    private final List<TensorTracker> inputs = new ArrayList<>();
    private final TensorTracker output = new TensorTracker();

    /** A tensor of one call, as the reference sees it. */
    record Seen(float[] values, int rows, String shape) {

        /** [B, width]: every sample a row. */
        static Seen ofBatch(float[] values, int batch) {
            return new Seen(values, batch, "(" + batch + ", " + values.length / batch + ")");
        }

        /** [1, B, width]: the reference adds a time axis, which makes the whole batch one row. */
        static Seen ofTime(float[] values, int batch) {
            return new Seen(values, 1, "(1, " + batch + ", " + values.length / batch + ")");
        }
    }

    void call(Seen result, Seen... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (inputs.size() == i) {
                inputs.add(new TensorTracker());
            }
            inputs.get(i).add(arguments[i].values(), arguments[i].rows(), arguments[i].shape());
        }
        output.add(result.values(), result.rows(), result.shape());
    }

    LayerStatistics result() {
        return new LayerStatistics(inputs.stream().map(TensorTracker::result).toList(), output.result());
    }
}
