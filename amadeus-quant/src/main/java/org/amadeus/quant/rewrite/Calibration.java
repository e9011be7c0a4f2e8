package org.amadeus.quant.rewrite;

import java.util.Map;
import java.util.Optional;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.statistics.Statistics;

/**
 * What is known beside the weights, as far as rules ask for it.
 *
 * @param statistics ranges of a model's tensors on real music, which int8-static needs
 * @param moments    of what comes into layers, by the layers' names, by which few bits are rounded; without, each weight
 *                   goes to its nearest value
 * @param coded      what weights become where that is known already, by these moments where there are any, by the parameters'
 *                   names
 */
public record Calibration(Optional<Statistics> statistics, Map<String, Moments> moments, Map<String, Coded> coded) {
    /** Nothing is known. */
    public static final Calibration NONE = new Calibration(Optional.empty(), Map.of(), Map.of());

    public Calibration {
        moments = Map.copyOf(moments);
        coded = Map.copyOf(coded);
    }

    /** Ranges alone. */
    public static Calibration of(Statistics statistics) {
        return new Calibration(Optional.of(statistics), Map.of(), Map.of());
    }

    /** Moments, and what weights become by them as far as that is known. */
    public static Calibration of(Map<String, Moments> moments, Map<String, Coded> coded) {
        return new Calibration(Optional.empty(), moments, coded);
    }
}
