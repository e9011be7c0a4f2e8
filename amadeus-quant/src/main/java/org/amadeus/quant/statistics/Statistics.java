package org.amadeus.quant.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calibration statistics of a model.
 *
 * @param source where they come from, as an error names it: a file, or {@code collected}
 * @param layers by the reference's layer names, in its order
 */
public record Statistics(String source, Map<String, LayerStatistics> layers) {
    public Statistics {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /**
     * A layer that was called.
     *
     * @throws StatisticsException where it is missing or was never called
     */
    public LayerStatistics require(String layer) {
        LayerStatistics found = layers.get(layer);
        if (found == null) {
            throw new StatisticsException(source + ": layer " + layer + " is missing, found "
                    + layers.size()
                    + " others. Statistics of another model? Collect them anew: amadeus quantize -s SESSION "
                    + "-d DATASET -q STATS.yaml");
        }
        if (found.inputs().isEmpty() || !found.output().isPresent()) {
            throw new StatisticsException(source + ": layer " + layer
                    + " was never called, expected its ranges. Collect the statistics anew.");
        }
        return found;
    }

    /**
     * Checks that a layer's tensors are as wide as the model's.
     *
     * @param inputs  values in a row of its first input
     * @param outputs values in a row of its output
     * @throws StatisticsException where they are not
     */
    public void requireWidths(String layer, int inputs, int outputs) {
        check(layer, "input", require(layer).inputs().get(0).width(), inputs);
        requireOutputWidth(layer, outputs);
    }

    /** Likewise of its output alone. */
    public void requireOutputWidth(String layer, int outputs) {
        check(layer, "output", require(layer).output().width(), outputs);
    }

    private void check(String layer, String side, int found, int expected) {
        if (found != expected) {
            throw new StatisticsException(source + ": the " + side + " of layer " + layer + " is " + found
                    + " values wide, the session says " + expected + ": these are statistics of another model");
        }
    }
}
