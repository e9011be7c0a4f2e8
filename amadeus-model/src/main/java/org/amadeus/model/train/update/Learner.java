package org.amadeus.model.train.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A model's parameters and what changes them: one call takes a batch, whole or in parts, follows the gradient of its loss,
 * clipped to a global norm of 1, by one step of Adam. Holds the parameters and the memory of the runs outside the Java heap until it is
 * closed: about 1 GB for the default model. Not thread-safe.
 */
public final class Learner implements AutoCloseable {
    /**
     * What a batch did.
     *
     * @param loss         mean cross-entropy before the update, nats per event
     * @param gradientNorm before clipping
     * @param finite       whether both are numbers, and every parameter and all of Adam's memory after the update
     */
    public record Step(double loss, double gradientNorm, boolean finite) {}

    private final ModelConfig config;
    private final PartGradient local;
    private final Map<String, INDArray> arrays;
    private final Map<String, float[]> gradients = new LinkedHashMap<>();
    private final TorchAdam adam;
    private boolean sound = true;

    /**
     * @param parameters  copied
     * @param state       Adam's memory to go on from, copied, or none
     * @param weightDecay 0 .. 1; 0 for Adam
     */
    public Learner(Parameters parameters, Optional<AdamState> state, double weightDecay, SequenceKernels kernel) {
        config = parameters.config();
        parameters.asMap().forEach((name, values) -> gradients.put(name, new float[values.length]));
        adam = new TorchAdam(config, weightDecay);
        state.ifPresent(adam::goOnFrom);
        local = new PartGradient(parameters, kernel);
        arrays = local.parameters();
    }

    /**
     * Learns from one batch.
     *
     * @param batch          as {@link org.amadeus.model.window.WindowArrays} lays it out; not changed
     * @param parts          how many it is computed in, one after the other, for less memory: the gradient is the mean of
     *                       theirs, which is that of the whole
     * @param draws          what this iteration draws
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param rate           Adam's step size
     * @param watching       SameDiff's listeners, of {@link #graph}
     */
    public Step learn(
            MultiDataSet batch,
            int parts,
            IterationDraws draws,
            double teacherForcing,
            double rate,
            GraphListeners watching) {
        boolean chosen = parts > 1 && teacherForcing < 1;
        List<BatchPart> cut = chosen ? local.sampled(batch, parts, draws, teacherForcing) : BatchPart.of(batch, parts);
        gradients.values().forEach(gradient -> Arrays.fill(gradient, 0));
        double loss = 0;
        for (BatchPart part : cut) {
            BiConsumer<String, INDArray> sum = (name, array) -> add(name, array, part.share());
            loss += part.share() * local.run(part, draws, chosen ? 1 : teacherForcing, sum, batch, watching);
        }
        return follow(loss, rate);
    }

    /** Likewise, where others compute the gradient. */
    public Step learn(
            GradientSource source, MultiDataSet batch, IterationDraws draws, double teacherForcing, double rate) {
        return follow(source.gradients(parameters().asMap(), batch, draws, teacherForcing, gradients), rate);
    }

    /** Takes steps along some batches, each of which others make; nobody has their gradients as a whole, they count as 0. */
    public List<Step> learn(LocalSteps source, List<MultiDataSet> batches, LocalSteps.Plan plan) {
        LocalSteps.Taken taken = source.take(parameters().asMap(), adam.state(), batches, plan);
        gradients.values().forEach(gradient -> Arrays.fill(gradient, 0));
        adam.goOnFrom(taken.memory());
        arrays.forEach((name, array) -> {
            sound &= adam.isFinite(name, taken.parameters().get(name));
            HostFloats.write(taken.parameters().get(name), array);
        });
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            double loss = taken.losses()[i];
            double norm = taken.norms()[i];
            steps.add(new Step(loss, norm, Double.isFinite(loss) && Double.isFinite(norm) && sound));
        }
        return steps;
    }

    private void add(String name, INDArray array, double share) {
        float[] sum = gradients.get(name);
        if (share == 1) {
            HostFloats.read(array, sum);
            return;
        }
        float[] part = HostFloats.read(array);
        float weight = (float) share;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * part[i];
        }
    }

    private Step follow(double loss, double rate) {
        double norm = TorchAdam.norm(gradients.values());
        boolean finite = Double.isFinite(loss) && Double.isFinite(norm);
        if (finite) {
            sound &= adam.step(
                    gradients,
                    norm,
                    rate,
                    this::parameter,
                    (name, values) -> HostFloats.write(values, arrays.get(name)));
        }
        return new Step(loss, norm, finite && sound);
    }

    /** The graph that listeners are shown. */
    public SameDiff graph() {
        return local.graph();
    }

    /** Frees what lies outside the Java heap; nothing can be learned or asked for after that. */
    @Override
    public void close() {
        local.close();
    }

    public ModelConfig config() {
        return config;
    }

    /** Whether no update has made anything of the model, or of Adam's memory, that is no number. */
    public boolean isSound() {
        return sound;
    }

    /** Adam's updates since its memory was empty. */
    public long updates() {
        return adam.step();
    }

    /** A copy of a parameter. */
    public float[] parameter(String name) {
        return HostFloats.read(arrays.get(name));
    }

    /** A copy of its latest gradient, after clipping. */
    public float[] gradient(String name) {
        return gradients.get(name).clone();
    }

    /** What the latest update, of that step size, subtracted from it. */
    public float[] latestUpdate(String name, double rate) {
        return adam.latest(name, parameter(name), rate);
    }

    /** A copy of all parameters. */
    public Parameters parameters() {
        Map<String, float[]> values = new LinkedHashMap<>();
        arrays.keySet().forEach(name -> values.put(name, parameter(name)));
        return new Parameters(config, values);
    }

    /** A copy of Adam's memory. */
    public AdamState optimizer() {
        return adam.state();
    }
}
