package org.amadeus.quant.statistics;

import java.util.Map;
import java.util.Optional;
import org.amadeus.quant.coding.Moments;

/**
 * Moments of the inputs of layers on real music.
 *
 * @param layers by the layers' names
 */
public record InputMoments(Map<String, Moments> layers) {
    public InputMoments {
        layers = Map.copyOf(layers);
    }

    /** Those of a layer, empty where it was not asked for. */
    public Optional<Moments> of(String layer) {
        return Optional.ofNullable(layers.get(layer));
    }
}
