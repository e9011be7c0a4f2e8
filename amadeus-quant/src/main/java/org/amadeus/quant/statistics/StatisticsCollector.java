package org.amadeus.quant.statistics;

import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.QuantizationException;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Runs a graph over music, teacher forced and without dropout, and listens to its tensors. T steps, B batch.
 *
 * @param graph a plain step graph of {@code config}
 */
public record StatisticsCollector(ModelConfig config, SameDiff graph) {
    /** @throws QuantizationException where its cells are not the reference's, whose tensors have names */
    public StatisticsCollector {
        if (!config.cell().equals(new GruCell())) {
            throw new QuantizationException("the model is of " + config.cell().id()
                    + " cells, statistics are collected of gru cells alone. Use --scheme weight-only, dynamic or int4");
        }
    }

    /**
     * Statistics over batches, each begun from a random init ~ N(0, 1).
     *
     * @param count how many batches
     */
    public Statistics collect(MultiDataSetIterator batches, int count, long seed, Progress progress) {
        LayerTrackers layers = new LayerTrackers(config, graph);
        for (int i = 0; i < count; i++) {
            WindowArrays batch = WindowArrays.next(batches);
            run(layers, batch, TensorProbe.randomInit(config, batch.windows(), seed + i));
            progress.update(i + 1, count, "batches");
        }
        return collected(layers);
    }

    /** Statistics over one batch from given init vectors [B, I]. */
    public Statistics collect(WindowArrays batch, float[] init) {
        LayerTrackers layers = new LayerTrackers(config, graph);
        run(layers, batch, init);
        return collected(layers);
    }

    private Statistics collected(LayerTrackers layers) {
        return new Statistics("collected", layers.result(), Optional.of(ModelFingerprint.of(config, graph)));
    }

    private void run(LayerTrackers layers, WindowArrays batch, float[] init) {
        TensorProbe probe = new TensorProbe(config, graph, batch, layers.tensors(), init);
        layers.start(probe, batch.windows());
        while (probe.advance()) {
            layers.step(probe, batch.windows());
        }
    }
}
