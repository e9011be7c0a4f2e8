package org.amadeus.model.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.amadeus.model.network.ModelConfig;

/** Several listeners as one. */
public final class TrainingListeners implements TrainingListener {
    private final List<TrainingListener> listeners;

    private TrainingListeners(List<TrainingListener> listeners) {
        this.listeners = listeners;
    }

    /** Each is told everything, in this order, also where one before it throws; what the first one throws is thrown. */
    public static TrainingListener of(TrainingListener... listeners) {
        return new TrainingListeners(List.of(listeners));
    }

    @Override
    public void started(ModelConfig config, long iteration) {
        each(listener -> listener.started(config, iteration));
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        each(listener -> listener.iterationDone(iteration));
    }

    @Override
    public void validated(long iteration, double nll, boolean best) {
        each(listener -> listener.validated(iteration, nll, best));
    }

    @Override
    public void saved(long iteration, Path file) {
        each(listener -> listener.saved(iteration, file));
    }

    @Override
    public void finished(long iteration) {
        each(listener -> listener.finished(iteration));
    }

    private void each(Consumer<TrainingListener> call) {
        Throwable first = null;
        for (TrainingListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }
}
