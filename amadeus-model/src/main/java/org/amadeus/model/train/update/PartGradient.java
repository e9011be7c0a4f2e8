package org.amadeus.model.train.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loss and gradient of a part of a batch, such that those of all parts, weighed by their {@linkplain BatchPart#share() shares},
 * add up to the batch's: the part's windows begin with the states, and lose the units, that they would in the whole. Holds the
 * memory of the runs until it is closed. Not thread-safe.
 */
public final class PartGradient implements AutoCloseable {
    private final ModelConfig config;
    private final GradientSession session;
    private final DropoutMasks masks;
    private final ScheduledSampling scheduledSampling;

    public PartGradient(ModelConfig config) {
        this(config, SequenceKernels.FASTEST);
    }

    PartGradient(ModelConfig config, SequenceKernels kernel) {
        this.config = config;
        Map<String, INDArray> zeros = Parameters.initial(config, 0).arrays();
        // Making a gradient function redirects the process's output: one at a time.
        synchronized (PartGradient.class) {
            session = new GradientSession(
                    TrainingGraph.build(config, zeros, config.gruDropout() > 0, true, kernel), zeros.keySet());
        }
        masks = new DropoutMasks(config);
        scheduledSampling = new ScheduledSampling(config, session.parameters());
    }

    /**
     * Runs the network over the part, forward and backward.
     *
     * @param parameters     by name
     * @param draws          of the iteration
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param gradients      output, by name: of the part's mean loss
     * @return the part's mean loss, nats per event
     */
    public double run(
            Map<String, float[]> parameters,
            BatchPart part,
            IterationDraws draws,
            double teacherForcing,
            Map<String, float[]> gradients) {
        session.parameters().forEach((name, array) -> HostFloats.write(parameters.get(name), array));
        Map<String, INDArray> inputs = part.inputs(config);
        Map<String, INDArray> all = masks.addedTo(inputs, draws, part.first(), part.whole());
        if (teacherForcing < 1) {
            scheduledSampling.choose(all, draws.taught(part.steps(), teacherForcing), part.first());
        }
        double loss = session.run(all, (name, array) -> HostFloats.read(array, gradients.get(name)));
        inputs.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
        return loss;
    }

    /**
     * One worker's share of {@link LocalSteps}: a step along each part.
     *
     * @param parameters by name, not changed
     * @param memory     Adam's, not changed
     * @param parts      of successive batches
     */
    public LocalSteps.Taken steps(
            Map<String, float[]> parameters, AdamState memory, List<BatchPart> parts, LocalSteps.Plan plan) {
        Map<String, float[]> values = new LinkedHashMap<>(parameters);
        values.replaceAll((name, array) -> array.clone());
        Map<String, float[]> gradients = new LinkedHashMap<>(values);
        gradients.replaceAll((name, array) -> new float[array.length]);
        TorchAdam adam = new TorchAdam(config, plan.weightDecay(), memory);
        double[] losses = new double[parts.size()];
        double[] norms = new double[parts.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = run(values, parts.get(i), plan.draws().get(i), plan.teacherForcing(), gradients);
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

    /** Frees what lies outside the Java heap. */
    @Override
    public void close() {
        scheduledSampling.close();
        masks.close();
        session.close();
    }
}
