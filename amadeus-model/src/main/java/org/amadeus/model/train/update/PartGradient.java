package org.amadeus.model.train.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Loss and gradient of a part of a batch, such that those of all parts, weighed by their {@linkplain BatchPart#share() shares},
 * add up to the batch's: the part's windows begin with the states, and lose the units, that they would in the whole. Holds the
 * parameters and the memory of the runs outside the Java heap until it is closed. Not thread-safe.
 */
public final class PartGradient implements AutoCloseable {
    private final ModelConfig config;
    private final GradientSession session;
    private final DropoutMasks masks;
    private final ScheduledSampling scheduledSampling;
    private final GraphListeners unwatched;

    public PartGradient(ModelConfig config) {
        this(Parameters.initial(config, 0), SequenceKernels.FASTEST);
    }

    /** @param parameters copied */
    PartGradient(Parameters parameters, SequenceKernels kernel) {
        config = parameters.config();
        Map<String, INDArray> initial = parameters.arrays();
        // Making a gradient function redirects the process's output: one at a time.
        synchronized (PartGradient.class) {
            session = new GradientSession(
                    TrainingGraph.build(config, initial, config.gruDropout() > 0, true, kernel), initial.keySet());
        }
        masks = new DropoutMasks(config);
        scheduledSampling = new ScheduledSampling(config, session.parameters());
        unwatched = new GraphListeners(session.graph(), List.of());
    }

    /** The graph that listeners are shown. */
    SameDiff graph() {
        return session.graph();
    }

    /** Each parameter's array by name, to be written to in place. */
    Map<String, INDArray> parameters() {
        return session.parameters();
    }

    /**
     * Runs the network over the part, forward and backward.
     *
     * @param draws          of the iteration
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param gradients      is handed each parameter's gradient: of the part's mean loss
     * @param batch          what the part is of, for the listeners
     * @return the part's mean loss, nats per event
     */
    double run(
            BatchPart part,
            IterationDraws draws,
            double teacherForcing,
            BiConsumer<String, INDArray> gradients,
            MultiDataSet batch,
            GraphListeners watching) {
        Map<String, INDArray> inputs = part.inputs(config);
        Map<String, INDArray> all = masks.addedTo(inputs, draws, part.first(), part.whole());
        if (teacherForcing < 1) {
            scheduledSampling.choose(all, draws.taught(part.steps(), teacherForcing), part.first());
        }
        double loss = session.run(all, gradients, batch, watching);
        inputs.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
        return loss;
    }

    /**
     * Cuts a batch into parts, after the events were chosen that are the input where teacher forcing is not full: faster for
     * the whole batch at once than for each part.
     */
    List<BatchPart> sampled(MultiDataSet batch, int parts, IterationDraws draws, double teacherForcing) {
        Map<String, INDArray> inputs = TrainingGraph.inputs(batch);
        try (INDArray events = inputs.get(PerformanceRnn.EVENT).dup('c')) {
            inputs.put(PerformanceRnn.EVENT, events);
            Map<String, INDArray> all = masks.addedTo(inputs, draws, 0, (int) events.size(1));
            scheduledSampling.choose(all, draws.taught((int) events.size(0), teacherForcing), 0);
            return BatchPart.of(inputs, parts);
        }
    }

    /**
     * Runs the network of other parameters over the part.
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
        parameters().forEach((name, array) -> HostFloats.write(parameters.get(name), array));
        BiConsumer<String, INDArray> reader = (name, array) -> HostFloats.read(array, gradients.get(name));
        return run(part, draws, teacherForcing, reader, null, unwatched);
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
        TorchAdam adam = new TorchAdam(config, plan.weightDecay());
        adam.goOnFrom(memory);
        double[] losses = new double[parts.size()];
        double[] norms = new double[parts.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = run(values, parts.get(i), plan.draws().get(i), plan.teacherForcing(), gradients);
            norms[i] = TorchAdam.norm(gradients.values());
            adam.step(gradients, norms[i], plan.rates().get(i), values::get, (name, updated) -> {});
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
