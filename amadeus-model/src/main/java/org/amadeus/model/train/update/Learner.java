package org.amadeus.model.train.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** The gradient of all parameters together is scaled down to this L2 norm. */
    public static final double LARGEST_NORM = 1.0;

    /** PyTorch's clip_grad_norm_ adds it to the norm it divides by. */
    private static final double NORM_EPSILON = 1e-6;

    /**
     * What a batch did.
     *
     * @param loss         mean cross-entropy before the update, nats per event
     * @param gradientNorm before clipping
     * @param finite       whether both are numbers, and every parameter and all of Adam's memory after the update
     */
    public record Step(double loss, double gradientNorm, boolean finite) {}

    private final ModelConfig config;
    private final Map<String, INDArray> arrays;
    private final Map<String, float[]> gradients = new LinkedHashMap<>();
    private final TorchAdam adam;
    private final GradientSession training;
    private boolean sound = true;

    /**
     * @param parameters  copied
     * @param state       Adam's memory to go on from, copied, or none
     * @param weightDecay 0 .. 1; 0 for Adam
     * @param inParts     whether batches come in parts
     */
    public Learner(
            Parameters parameters,
            Optional<AdamState> state,
            double weightDecay,
            boolean inParts,
            SequenceKernels kernel) {
        config = parameters.config();
        Map<String, INDArray> initial = parameters.arrays();
        parameters.asMap().forEach((name, values) -> gradients.put(name, new float[values.length]));
        adam = state.map(s -> new TorchAdam(config, weightDecay, s))
                .orElseGet(() -> new TorchAdam(config, weightDecay));
        training = new GradientSession(
                TrainingGraph.build(config, initial, config.gruDropout() > 0, inParts, kernel), initial.keySet());
        arrays = training.parameters();
    }

    /**
     * Learns from one batch.
     *
     * @param inputs every placeholder of {@link TrainingGraph}, dropout masks included where the model has dropout
     * @param rate   Adam's step size
     */
    public Step learn(Map<String, INDArray> inputs, double rate) {
        return follow(training.run(inputs, this::keepGradient), rate);
    }

    /** Likewise, watched by SameDiff's listeners; {@code batch} is what the inputs were made from. */
    Step learn(Map<String, INDArray> inputs, double rate, MultiDataSet batch, GraphListeners watching) {
        return follow(training.run(inputs, this::keepGradient, batch, watching), rate);
    }

    /**
     * Learns from a batch in parts: the gradient is the mean of theirs, which is that of the whole.
     *
     * @param masks of parts
     * @param draws of the iteration
     */
    Step learn(
            List<BatchPart> parts,
            DropoutMasks masks,
            IterationDraws draws,
            double rate,
            MultiDataSet batch,
            GraphListeners watching) {
        gradients.values().forEach(gradient -> Arrays.fill(gradient, 0));
        double loss = 0;
        for (BatchPart part : parts) {
            Map<String, INDArray> inputs = part.inputs(config);
            Map<String, INDArray> all = masks.addedTo(inputs, draws, part.first(), part.whole());
            loss += part.share() * training.run(all, (name, array) -> add(name, array, part.share()), batch, watching);
            inputs.values().forEach(INDArray::close);
        }
        return follow(loss, rate);
    }

    /** Learns from one batch whose gradient others compute. */
    Step learn(GradientSource source, MultiDataSet batch, IterationDraws draws, double teacherForcing, double rate) {
        return follow(source.gradients(parameters().asMap(), batch, draws, teacherForcing, gradients), rate);
    }

    /** Takes steps along some batches, each of which others make; nobody has their gradients as a whole, they count as 0. */
    List<Step> learn(LocalSteps source, List<MultiDataSet> batches, LocalSteps.Plan plan) {
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

    private void keepGradient(String name, INDArray array) {
        HostFloats.read(array, gradients.get(name));
    }

    private void add(String name, INDArray array, double share) {
        float[] sum = gradients.get(name);
        float[] part = HostFloats.read(array);
        float weight = (float) share;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * part[i];
        }
    }

    private Step follow(double loss, double rate) {
        double norm = norm(gradients.values());
        boolean finite = Double.isFinite(loss) && Double.isFinite(norm);
        if (finite) {
            update(scale(norm), rate);
        }
        return new Step(loss, norm, finite && sound);
    }

    /** The L2 norm of all together. */
    static double norm(Collection<float[]> gradients) {
        double squares = 0;
        for (float[] gradient : gradients) {
            double sum = 0;
            for (float g : gradient) {
                sum += (double) g * g;
            }
            squares += sum;
        }
        return Math.sqrt(squares);
    }

    /** What clipping multiplies a gradient of that norm by, 0 .. 1. */
    static float scale(double norm) {
        return (float) Math.min(1, LARGEST_NORM / (norm + NORM_EPSILON));
    }

    static void clip(float[] gradient, float scale) {
        if (scale < 1) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
            }
        }
    }

    private void update(float scale, double rate) {
        adam.nextStep();
        arrays.forEach((name, array) -> {
            float[] gradient = gradients.get(name);
            clip(gradient, scale);
            float[] values = parameter(name);
            sound &= adam.update(name, values, gradient, rate);
            HostFloats.write(values, array);
        });
    }

    /** The graph that listeners are shown. */
    public SameDiff graph() {
        return training.graph();
    }

    /** Frees what lies outside the Java heap; nothing can be learned or asked for after that. */
    @Override
    public void close() {
        training.close();
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

    /** Each parameter's array by name, as it is updated. */
    public Map<String, INDArray> arrays() {
        return arrays;
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
