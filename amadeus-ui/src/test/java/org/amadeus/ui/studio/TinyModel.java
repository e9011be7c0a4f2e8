package org.amadeus.ui.studio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.nd4j.autodiff.samediff.SameDiff;

/** A model of 32 units with random weights: it plays nonsense, the same for a seed, and is there at once. */
public final class TinyModel {
    private TinyModel() {}

    public static StudioModel studio() {
        return new StudioModel(Map.of("name", "a tiny model", "precision", "float32"), batches());
    }

    public static IntFunction<StepModel> batches() {
        return batches(32);
    }

    /** A model of that many units a layer, three layers. */
    public static IntFunction<StepModel> batches(int hidden) {
        ModelConfig config = new ModelConfig(8, 240, 24, hidden, 3, 0, CodecProfile.EXPRESSIVE);
        Random random = new Random(5);
        Map<String, float[]> values = new LinkedHashMap<>();
        Parameters.shapes(config).forEach((name, shape) -> {
            float[] weights = new float[shape.stream().reduce(1, Math::multiplyExact)];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (random.nextGaussian() * 2 / Math.sqrt(hidden));
            }
            values.put(name, weights);
        });
        SameDiff graph = StepGraph.build(config, new Parameters(config, values));
        return batch -> StepPlan.compile(config, graph, batch, 1);
    }
}
