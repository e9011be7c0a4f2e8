package org.amadeus.model.train;

import java.nio.file.Path;
import java.util.List;
import org.amadeus.model.network.ModelConfig;

/** Several listeners as one. */
public final class TrainingListeners implements TrainingListener {
    private final List<TrainingListener> listeners;

    private TrainingListeners(List<TrainingListener> listeners) {
        this.listeners = listeners;
    }

    /** Each is told everything, in this order. */
    public static TrainingListener of(TrainingListener... listeners) {
        return new TrainingListeners(List.of(listeners));
    }

    @Override
    public void started(ModelConfig config, long iteration) {
        listeners.forEach(listener -> listener.started(config, iteration));
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        listeners.forEach(listener -> listener.iterationDone(iteration));
    }

    @Override
    public void validated(long iteration, double nll, boolean best) {
        listeners.forEach(listener -> listener.validated(iteration, nll, best));
    }

    @Override
    public void saved(long iteration, Path file) {
        listeners.forEach(listener -> listener.saved(iteration, file));
    }

    @Override
    public void finished(long iteration) {
        listeners.forEach(listener -> listener.finished(iteration));
    }
}
