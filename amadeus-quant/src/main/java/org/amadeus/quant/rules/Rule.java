package org.amadeus.quant.rules;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What becomes of the layers that it applies to.
 *
 * @param name      a pattern that the layer's whole name has to match
 * @param kind      the kind of layer, empty for every kind that the treatment suits
 * @param treatment what becomes of it
 */
public record Rule(Pattern name, Optional<LayerKind> kind, Treatment treatment) {
    public Rule {
        kind.filter(k -> !treatment.suits(k)).ifPresent(k -> {
            throw new IllegalArgumentException("a layer of kind " + k.id() + " can't become " + treatment.id());
        });
    }

    /** A rule about one layer, by its exact name. */
    public static Rule of(String layer, Treatment treatment) {
        return new Rule(Pattern.compile(Pattern.quote(layer)), Optional.empty(), treatment);
    }

    boolean appliesTo(String layer, LayerKind layerKind) {
        return treatment.suits(layerKind) && kind.map(layerKind::equals).orElse(true) && matches(layer);
    }

    /** Whether its pattern is that of a layer's whole name. */
    boolean matches(String layer) {
        return name.matcher(new BoundedText(layer, name)).matches();
    }
}
