package org.amadeus.model.train.listener;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.run.GraphRunner;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.listeners.ListenerResponse;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.records.LossCurve;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * SameDiff's listeners, called as {@code SameDiff.fit} calls them, but for {@code preUpdate}: the update is made outside the
 * graph.
 */
public final class GraphListeners {
    private final SameDiff graph;
    private final List<String> loss;
    private final List<Listener> listeners;
    private final Set<String> variables = new HashSet<>();
    private final At at = At.defaultAt(Operation.TRAINING);
    private LossCurve curve;
    private double sum;
    private long count;
    private long epochBegan;

    public GraphListeners(SameDiff graph, List<Listener> listeners) {
        this.graph = graph;
        this.loss = List.copyOf(graph.getLossVariables());
        this.listeners =
                listeners.stream().filter(l -> l.isActive(Operation.TRAINING)).toList();
        for (Listener listener : this.listeners) {
            variables.addAll(listener.requiredVariables(graph).trainingVariables());
        }
    }

    /** Runs a graph for an iteration, with what they want computed beside the outputs, and lets them watch. */
    public Map<String, INDArray> run(
            GraphRunner runner, Map<String, INDArray> placeholders, List<String> outputs, MultiDataSet batch) {
        return runner.run(placeholders, outputs, batch, variables, listeners, at);
    }

    /** @param epoch number of the epoch that the next iteration lies in */
    public void started(long iteration, long epoch) {
        at.setIteration((int) iteration);
        at.setEpoch((int) epoch);
        listeners.forEach(listener -> listener.operationStart(graph, Operation.TRAINING));
        epochStarted();
    }

    private void epochStarted() {
        epochBegan = System.nanoTime();
        sum = 0;
        count = 0;
        listeners.forEach(listener -> listener.epochStart(graph, at));
    }

    /** @param waited for the batch, nanoseconds */
    public void iterationStarted(long iteration, MultiDataSet batch, long waited) {
        at.setIteration((int) iteration);
        listeners.forEach(listener -> listener.iterationStart(graph, at, batch, waited / 1_000_000));
    }

    public void iterationDone(MultiDataSet batch, double value) {
        sum += value;
        count++;
        Loss losses = new Loss(loss, new double[] {value});
        listeners.forEach(listener -> listener.iterationDone(graph, at, batch, losses));
    }

    /** Ends an epoch and begins the next. Returns whether a listener wants the training to stop. */
    public boolean nextEpoch() {
        if (listeners.isEmpty()) {
            return false;
        }
        double[] mean = {count == 0 ? Double.NaN : sum / count};
        // As SameDiff.fit makes it: M2.1's constructor of a list fails where there are several epochs of one loss.
        curve = curve == null ? new LossCurve(mean, loss) : curve.addLossAndCopy(mean, loss);
        long millis = (System.nanoTime() - epochBegan) / 1_000_000;
        boolean stop = false;
        for (Listener listener : listeners) {
            stop |= listener.epochEnd(graph, at, curve, millis) == ListenerResponse.STOP;
        }
        if (!stop) {
            at.setEpoch(at.epoch() + 1);
            epochStarted();
        }
        return stop;
    }

    /** Returns whether a listener wants the training to stop. */
    public boolean validated(long nanos) {
        boolean stop = false;
        for (Listener listener : listeners) {
            stop |= listener.validationDone(graph, at.copy(Operation.TRAINING_VALIDATION), nanos / 1_000_000)
                    == ListenerResponse.STOP;
        }
        return stop;
    }

    public void finished() {
        listeners.forEach(listener -> listener.operationEnd(graph, Operation.TRAINING));
    }
}
