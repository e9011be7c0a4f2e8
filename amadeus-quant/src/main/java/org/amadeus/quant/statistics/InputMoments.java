package org.amadeus.quant.statistics;

import java.util.Map;
import java.util.Optional;

/**
 * What layers hear: the second moments of their inputs on real music.
 *
 * @param layers for each layer's name Σ x xᵀ over all inputs [columns, columns]; shared, not copied
 */
public record InputMoments(Map<String, double[]> layers) {
    public InputMoments {
        layers = Map.copyOf(layers);
    }

    /** Those of a layer, empty where it was not listened to. */
    public Optional<double[]> of(String layer) {
        return Optional.ofNullable(layers.get(layer));
    }
}
