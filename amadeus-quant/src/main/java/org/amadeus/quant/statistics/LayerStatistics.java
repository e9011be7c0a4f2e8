package org.amadeus.quant.statistics;

import java.util.List;

/**
 * The inputs and the output of one layer.
 *
 * @param inputs one for each input; empty where the layer was never called
 * @param output its output
 */
public record LayerStatistics(List<TensorStatistics> inputs, TensorStatistics output) {
    public LayerStatistics {
        inputs = List.copyOf(inputs);
    }
}
