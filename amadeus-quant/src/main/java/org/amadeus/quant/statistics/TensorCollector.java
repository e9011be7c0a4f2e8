package org.amadeus.quant.statistics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.amadeus.data.Progress;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.coding.Moments;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Runs a graph over batches of music, teacher forced and without dropout, each begun from a random init ~ N(0, 1), and
 * listens to its tensors.
 *
 * @param graph a plain step graph of {@code config}
 */
public record TensorCollector(ModelConfig config, SameDiff graph) {
    /**
     * Ranges of all tensors.
     *
     * @param count how many batches
     * @throws QuantizationException where the model's cells are not the reference's, whose tensors have names
     */
    public Statistics statistics(MultiDataSetIterator batches, int count, long seed, Progress progress) {
        if (!config.cell().equals(new GruCell())) {
            throw new QuantizationException("the model is of " + config.cell().id()
                    + " cells, statistics are collected of gru cells alone. Use --scheme weight-only, dynamic or int4");
        }
        LayerTrackers layers = new LayerTrackers(config, graph);
        play(batches, count, seed, progress, layers.tensors(), layers::follow);
        return new Statistics("collected", layers.result(), Optional.of(ModelFingerprint.of(config, graph)));
    }

    /**
     * Moments of the inputs of some linear layers, by the layers' names.
     *
     * @param layers names of their outputs
     * @param count  how many batches
     */
    public Map<String, Moments> moments(
            Set<String> layers, MultiDataSetIterator batches, int count, long seed, Progress progress) {
        // Layers may share an input.
        Map<String, String> inputs = new HashMap<>();
        for (String layer : layers) {
            String producer = graph.getVariables().get(layer).getOutputOfOp();
            inputs.put(layer, graph.getOps().get(producer).getOp().argNames()[0]);
        }
        Set<String> distinct = new HashSet<>(inputs.values());
        Map<String, MomentSum> sums = new HashMap<>();
        play(batches, count, seed, progress, distinct, probe -> {
            while (probe.advance()) {
                for (String input : distinct) {
                    float[] x = probe.values(input);
                    sums.computeIfAbsent(input, name -> new MomentSum(x.length / probe.windows()))
                            .add(x);
                }
            }
        });
        Map<String, Moments> totals = new HashMap<>();
        inputs.forEach((layer, input) -> totals.put(layer, sums.get(input).moments()));
        return totals;
    }

    private void play(
            MultiDataSetIterator batches,
            int count,
            long seed,
            Progress progress,
            Set<String> tensors,
            Consumer<TensorProbe> listener) {
        for (int i = 0; i < count; i++) {
            WindowArrays batch = WindowArrays.next(batches);
            float[] init = TensorProbe.randomInit(config, batch.windows(), seed + i);
            listener.accept(new TensorProbe(config, graph, batch, tensors, init));
            progress.update(i + 1, count, "batches");
        }
    }
}
