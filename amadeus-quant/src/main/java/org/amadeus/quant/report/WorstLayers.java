package org.amadeus.quant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.model.session.Session;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.GraphRewriter;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Treatment;

/** Finds which layers hurt most: each is quantized alone and held against the float model. */
final class WorstLayers {
    private WorstLayers() {}

    /**
     * Measures every layer that is not float, the costliest first. Takes as many comparisons as there are such layers,
     * each on one batch of windows, controls given.
     *
     * @param layers      what became of the layers
     * @param calibration what the rules that made them asked for
     */
    static List<LayerCost> measure(
            Session plain,
            List<LayerPrecision> layers,
            Calibration calibration,
            HeldOut music,
            int threads,
            Progress progress) {
        HeldOut few = new HeldOut(music.dataset(), music.length(), Math.min(music.most(), HeldOut.BATCH));
        Comparer comparer = new Comparer(plain, few, threads);
        List<LayerPrecision> quantized = layers.stream()
                .filter(layer -> !layer.treatment().equals(Treatment.FLOAT32))
                .toList();
        List<LayerCost> costs = new ArrayList<>();
        for (LayerPrecision layer : quantized) {
            Rules alone = new Rules(layer.name(), List.of(Rule.of(layer.name(), layer.treatment())));
            Session session =
                    plain.withGraph(GraphRewriter.rewrite(plain.config(), plain.stepGraph(), alone, calibration)
                            .graph());
            double ratio = comparer.compare(session, true, Progress.NONE).ratio();
            costs.add(new LayerCost(layer.name(), ratio));
            progress.update(costs.size(), quantized.size(), layer.name());
        }
        costs.sort(Comparator.comparingDouble(LayerCost::ratio).reversed());
        return costs;
    }
}
