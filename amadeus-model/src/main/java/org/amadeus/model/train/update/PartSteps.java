package org.amadeus.model.train.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;

/** One worker's share of {@link LocalSteps}. */
public final class PartSteps {
    private PartSteps() {}

    /**
     * Takes a step along each part.
     *
     * @param worker     a model of that kind
     * @param parameters by name, not changed
     * @param memory     Adam's, not changed
     * @param parts      of successive batches
     */
    public static LocalSteps.Taken take(
            PartGradient worker,
            ModelConfig config,
            Map<String, float[]> parameters,
            AdamState memory,
            List<BatchPart> parts,
            LocalSteps.Plan plan) {
        Map<String, float[]> values = new LinkedHashMap<>(parameters);
        values.replaceAll((name, array) -> array.clone());
        Map<String, float[]> gradients = new LinkedHashMap<>(values);
        gradients.replaceAll((name, array) -> new float[array.length]);
        TorchAdam adam = new TorchAdam(config, plan.weightDecay(), memory);
        double[] losses = new double[parts.size()];
        double[] norms = new double[parts.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = worker.run(values, parts.get(i), plan.draws().get(i), plan.teacherForcing(), gradients);
            norms[i] = Learner.norm(gradients.values());
            float scale = Learner.scale(norms[i]);
            double rate = plan.rates().get(i);
            adam.nextStep();
            gradients.forEach((name, gradient) -> {
                Learner.clip(gradient, scale);
                adam.update(name, values.get(name), gradient, rate);
            });
        }
        return new LocalSteps.Taken(losses, norms, values, adam.state());
    }
}
