package org.amadeus.quant.rewrite;

import java.util.Optional;
import org.amadeus.quant.statistics.InputMoments;
import org.amadeus.quant.statistics.Statistics;

/**
 * What is known of a model's tensors on real music, as far as rules ask for it.
 *
 * @param statistics ranges, which int8-static needs
 * @param moments    of what comes into layers, by which few bits are rounded; without, each weight goes to its nearest value
 */
public record Calibration(Optional<Statistics> statistics, Optional<InputMoments> moments) {
    /** Nothing is known. */
    public static final Calibration NONE = new Calibration(Optional.empty(), Optional.empty());

    /** Ranges alone. */
    public static Calibration of(Statistics statistics) {
        return new Calibration(Optional.of(statistics), Optional.empty());
    }

    /** Moments alone. */
    public static Calibration of(InputMoments moments) {
        return new Calibration(Optional.empty(), Optional.of(moments));
    }
}
