package org.amadeus.model.train.update;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What is done with a batch of an iterator: checked, given the dropout masks of its iteration, its events replaced where
 * teacher forcing is not full, and learned from. Frees the learner with its own memory.
 */
public final class BatchLearner implements AutoCloseable {
    private final Learner learner;
    private final Optional<GradientSource> workers;
    private final Optional<LocalSteps> localSteps;
    private final double teacherForcing;
    private final int parts;
    private final GraphListeners listeners;
    private final ScheduledSampling scheduledSampling;
    private final DropoutMasks masks;
    private final DropoutMasks partMasks;
    private final BatchCheck check;

    /**
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param parts          how many a batch is computed in; more than 1 only with a learner of parts
     * @param listeners      of the learner's graph
     * @param workers        who computes gradients in place of that graph
     * @param localSteps     who takes several steps at once
     */
    public BatchLearner(
            Learner learner,
            double teacherForcing,
            int parts,
            GraphListeners listeners,
            Optional<GradientSource> workers,
            Optional<LocalSteps> localSteps) {
        this.localSteps = localSteps;
        this.parts = parts;
        this.learner = learner;
        this.workers = workers;
        this.teacherForcing = teacherForcing;
        this.listeners = listeners;
        this.scheduledSampling = new ScheduledSampling(learner.config(), learner.arrays());
        this.masks = new DropoutMasks(learner.config());
        this.partMasks = new DropoutMasks(learner.config());
        this.check = new BatchCheck(learner.config());
    }

    /** @throws AmadeusException where a batch is none that the model can learn from */
    public void require(MultiDataSet batch) {
        check.require(batch);
    }

    /**
     * Learns from a batch, which is not changed.
     *
     * @param draws what this iteration draws
     * @param rate  Adam's step size
     */
    public Learner.Step learn(MultiDataSet batch, IterationDraws draws, double rate) {
        if (workers.isPresent()) {
            return learner.learn(workers.get(), batch, draws, teacherForcing, rate);
        }
        if (teacherForcing == 1 && parts > 1) {
            return follow(TrainingGraph.inputs(batch), draws, rate, batch);
        }
        Map<String, INDArray> inputs = masks.addedTo(TrainingGraph.inputs(batch), draws);
        if (teacherForcing == 1) {
            return follow(inputs, draws, rate, batch);
        }
        INDArray events = inputs.get(PerformanceRnn.EVENT).dup('c');
        inputs.put(PerformanceRnn.EVENT, events);
        scheduledSampling.choose(inputs, draws.taught((int) events.size(0), teacherForcing), 0);
        Learner.Step step = follow(inputs, draws, rate, batch);
        events.close();
        return step;
    }

    /**
     * Learns from some successive batches, each worker along its own way.
     *
     * @param draws       what each iteration draws
     * @param rates       Adam's step sizes
     * @param weightDecay 0 .. 1
     */
    public List<Learner.Step> learn(
            List<MultiDataSet> batches, List<IterationDraws> draws, List<Double> rates, double weightDecay) {
        LocalSteps.Plan plan = new LocalSteps.Plan(draws, rates, teacherForcing, weightDecay);
        return learner.learn(localSteps.orElseThrow(), batches, plan);
    }

    private Learner.Step follow(Map<String, INDArray> inputs, IterationDraws draws, double rate, MultiDataSet batch) {
        return parts == 1
                ? learner.learn(inputs, rate, batch, listeners)
                : learner.learn(BatchPart.of(inputs, parts), partMasks, draws, rate, batch, listeners);
    }

    @Override
    public void close() {
        scheduledSampling.close();
        masks.close();
        partMasks.close();
        learner.close();
    }
}
