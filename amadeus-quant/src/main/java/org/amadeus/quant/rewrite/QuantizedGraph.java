package org.amadeus.quant.rewrite;

import java.util.List;
import org.amadeus.quant.rules.Rules;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The result of a rewrite.
 *
 * @param graph  the quantized step graph
 * @param rules  the rules that made it
 * @param layers what became of every layer, in the order they run
 */
public record QuantizedGraph(SameDiff graph, Rules rules, List<LayerPrecision> layers) {
    public QuantizedGraph {
        layers = List.copyOf(layers);
    }
}
