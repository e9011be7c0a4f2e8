package org.amadeus.model.train.update;

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
    private final double teacherForcing;
    private final GraphListeners listeners;
    private final ScheduledSampling scheduledSampling;
    private final DropoutMasks masks;
    private final BatchCheck check;

    /**
     * @param teacherForcing share of the steps whose input is the event that was played, 0 .. 1
     * @param listeners      of the learner's graph
     * @param workers        who computes gradients in place of that graph, teacher forced alone
     */
    public BatchLearner(
            Learner learner, double teacherForcing, GraphListeners listeners, Optional<GradientSource> workers) {
        this.learner = learner;
        this.workers = workers;
        this.teacherForcing = teacherForcing;
        this.listeners = listeners;
        this.scheduledSampling = new ScheduledSampling(learner.config(), learner.arrays());
        this.masks = new DropoutMasks(learner.config());
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
            return learner.learn(workers.get(), batch, draws, rate);
        }
        Map<String, INDArray> inputs = masks.addedTo(TrainingGraph.inputs(batch), draws);
        if (teacherForcing == 1) {
            return learner.learn(inputs, rate, batch, listeners);
        }
        INDArray events = inputs.get(PerformanceRnn.EVENT).dup('c');
        inputs.put(PerformanceRnn.EVENT, events);
        scheduledSampling.choose(inputs, draws.taught((int) events.size(0), teacherForcing));
        Learner.Step step = learner.learn(inputs, rate, batch, listeners);
        events.close();
        return step;
    }

    @Override
    public void close() {
        scheduledSampling.close();
        masks.close();
        learner.close();
    }
}
