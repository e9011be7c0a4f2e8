package org.amadeus.quant.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.amadeus.data.Progress;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.coding.Moments;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Collects the moments of the inputs of some linear layers.
 *
 * @param graph a plain step graph of {@code config}
 */
public record MomentsCollector(ModelConfig config, SameDiff graph) {
    /**
     * Moments over batches, each begun from a random init ~ N(0, 1), by the layers' names.
     *
     * @param layers names of linear layers, of their outputs
     * @param count  how many batches
     */
    public Map<String, Moments> collect(
            Set<String> layers, MultiDataSetIterator batches, int count, long seed, Progress progress) {
        // Layers may share an input.
        Map<String, String> inputs = new HashMap<>();
        Set<String> computed = new HashSet<>();
        for (String layer : layers) {
            String producer = graph.getVariables().get(layer).getOutputOfOp();
            String input = graph.getOps().get(producer).getOp().argNames()[0];
            inputs.put(layer, input);
            if (graph.getVariables().get(input).getOutputOfOp() != null) {
                computed.add(input);
            }
        }
        Set<String> distinct = new HashSet<>(inputs.values());
        Map<String, MomentSum> sums = new HashMap<>();
        for (int i = 0; i < count; i++) {
            WindowArrays batch = WindowArrays.next(batches);
            TensorProbe probe = new TensorProbe(
                    config, graph, batch, computed, TensorProbe.randomInit(config, batch.windows(), seed + i));
            while (probe.advance()) {
                for (String input : distinct) {
                    float[] x = probe.values(input);
                    sums.computeIfAbsent(input, name -> new MomentSum(x.length / batch.windows()))
                            .add(x);
                }
            }
            progress.update(i + 1, count, "batches");
        }
        Map<String, Moments> totals = new HashMap<>();
        inputs.forEach((layer, input) -> totals.put(layer, sums.get(input).moments()));
        return totals;
    }
}
