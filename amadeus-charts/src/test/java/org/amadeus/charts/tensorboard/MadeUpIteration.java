package org.amadeus.charts.tensorboard;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.TrainingIteration;

/** An iteration of a training that never was: every number follows from the iteration and the parameter's name. */
public record MadeUpIteration(ModelConfig config, long iteration) implements TrainingIteration {
    @Override
    public double loss() {
        return 5 / Math.sqrt(iteration);
    }

    @Override
    public double gradientNorm() {
        return 2.0 / iteration;
    }

    @Override
    public double learningRate() {
        return 1e-3;
    }

    @Override
    public double eventsPerSecond() {
        return 8000 + iteration;
    }

    @Override
    public Set<String> parameterNames() {
        return Parameters.shapes(config).keySet();
    }

    @Override
    public float[] parameter(String name) {
        return normal(name, 0.1);
    }

    @Override
    public float[] gradient(String name) {
        return normal(name + " gradient", 0.01);
    }

    @Override
    public float[] update(String name) {
        return normal(name + " update", 1e-4);
    }

    private float[] normal(String name, double deviation) {
        Map<String, Integer> sizes = new HashMap<>();
        Parameters.shapes(config)
                .forEach((each, shape) -> sizes.put(each, shape.stream().reduce(1, Math::multiplyExact)));
        Random random = new Random(31 * iteration + name.hashCode());
        float[] values = new float[sizes.get(name.split(" ")[0])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
