package org.amadeus.model.train.update;

import java.util.Map;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Who computes the gradient of a batch, where that is not the learner's own graph: workers, each of a part of it. */
@FunctionalInterface
public interface GradientSource {
    /**
     * Computes loss and gradient of a whole batch.
     *
     * @param parameters     the model's, by name; not to be changed
     * @param batch          as {@link org.amadeus.model.window.WindowArrays} lays it out
     * @param draws          what this iteration draws: with the same ones the result is the same
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param gradients      output: every parameter's gradient, by name, written over
     * @return mean cross-entropy, nats per event
     */
    double gradients(
            Map<String, float[]> parameters,
            MultiDataSet batch,
            IterationDraws draws,
            double teacherForcing,
            Map<String, float[]> gradients);

    /** Whether teacher forcing may be less than full. */
    default boolean samples() {
        return false;
    }
}
