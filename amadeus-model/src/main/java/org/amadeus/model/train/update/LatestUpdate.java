package org.amadeus.model.train.update;

import java.util.Set;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.TrainingIteration;

/**
 * The latest update of a learner, as a listener sees it.
 *
 * @param learner asked for arrays during a listener's call alone
 */
public record LatestUpdate(
        long iteration, double loss, double gradientNorm, double learningRate, double eventsPerSecond, Learner learner)
        implements TrainingIteration {
    @Override
    public Set<String> parameterNames() {
        return Parameters.shapes(learner.config()).keySet();
    }

    @Override
    public float[] parameter(String name) {
        return learner.parameter(name);
    }

    @Override
    public float[] gradient(String name) {
        return learner.gradient(name);
    }

    @Override
    public float[] update(String name) {
        return learner.latestUpdate(name, learningRate);
    }
}
