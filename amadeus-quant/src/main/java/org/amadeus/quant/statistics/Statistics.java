package org.amadeus.quant.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.quant.QuantizationException;

/**
 * Calibration statistics of a model.
 *
 * @param source where they come from, as an error names it: a file, or {@code collected}
 * @param layers by the reference's layer names, in its order
 * @param model  {@link ModelFingerprint} of the model they were collected from, empty where that is not known, as of files
 *               of the reference's
 */
public record Statistics(String source, Map<String, LayerStatistics> layers, Optional<String> model) {
    public Statistics {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    /**
     * A layer that was called.
     *
     * @throws QuantizationException where it is missing or was never called
     */
    public LayerStatistics require(String layer) {
        LayerStatistics found = layers.get(layer);
        if (found == null) {
            throw new QuantizationException(source + ": layer " + layer + " is missing, found "
                    + layers.size()
                    + " others. Statistics of another model? Collect them anew: amadeus quantize -s SESSION "
                    + "-d DATASET -q STATS.yaml");
        }
        if (found.inputs().isEmpty() || !found.output().isPresent()) {
            throw new QuantizationException(source + ": layer " + layer
                    + " was never called, expected its ranges. Collect the statistics anew.");
        }
        TensorStatistics input = found.inputs().get(0);
        if (input.isZero() && found.output().isZero()) {
            throw new QuantizationException(source + ": layer " + layer
                    + " saw nothing but zeros, expected ranges of real music. Collect the statistics anew.");
        }
        return found;
    }

    /**
     * Checks that these are statistics of a model; where they do not say of which, nothing is checked.
     *
     * @param fingerprint of the model
     * @throws QuantizationException where they are of another
     */
    public void requireModel(String fingerprint) {
        if (model.isPresent() && !model.get().equals(fingerprint)) {
            throw new QuantizationException(source + ": statistics of another model (" + model.get() + ", this one is "
                    + fingerprint + "). Collect them anew: amadeus quantize -s SESSION -d DATASET -q STATS.yaml");
        }
    }

    /**
     * Checks that a layer's tensors are as wide as the model's.
     *
     * @param inputs  values in a row of its first input
     * @param outputs values in a row of its output
     * @throws QuantizationException where they are not
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
            throw new QuantizationException(source + ": the " + side + " of layer " + layer + " is " + found
                    + " values wide, the session says " + expected + ": these are statistics of another model");
        }
    }
}
