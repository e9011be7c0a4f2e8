package org.amadeus.model.train.update;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Workers that take several steps of their own, each along its part of every batch, before their models are averaged: local
 * SGD (Stich, 2019; begun late in a training post-local SGD, Lin et al., 2020). A step is the learner's: the gradient of the part,
 * clipped, followed by Adam. Adam's memory is averaged as the parameters are, so that whoever goes on needs nothing else.
 */
@FunctionalInterface
public interface LocalSteps {
    /**
     * What is done with some successive batches.
     *
     * @param draws          of each batch's iteration
     * @param rates          Adam's step size for each
     * @param teacherForcing share of the steps in a window whose input is the event that was played, 0 .. 1
     * @param weightDecay    0 .. 1; 0 for Adam
     */
    record Plan(List<IterationDraws> draws, List<Double> rates, double teacherForcing, double weightDecay)
            implements Serializable {}

    /**
     * What came of it.
     *
     * @param losses     of each batch, before the step along it: the mean over the workers, weighed by their shares, nats per
     *                   event
     * @param norms      of their gradients before clipping, likewise
     * @param parameters by name
     * @param memory     Adam's
     */
    record Taken(double[] losses, double[] norms, Map<String, float[]> parameters, AdamState memory) {}

    /**
     * Takes as many steps as there are batches, and the average.
     *
     * @param parameters the model's, by name; not to be changed
     * @param memory     Adam's; not to be changed
     * @param batches    as {@link org.amadeus.model.window.WindowArrays} lays them out
     */
    Taken take(Map<String, float[]> parameters, AdamState memory, List<MultiDataSet> batches, Plan plan);
}
