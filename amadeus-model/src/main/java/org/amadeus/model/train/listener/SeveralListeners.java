package org.amadeus.model.train.listener;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.amadeus.model.network.ModelConfig;

/**
 * Several listeners as one: each gets every call, in this order, also where one before it throws; what the first one
 * throws is thrown.
 */
final class SeveralListeners implements TrainerListener {
    private final List<TrainerListener> listeners;

    SeveralListeners(TrainerListener... listeners) {
        this.listeners = List.of(listeners);
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

    private void each(Consumer<TrainerListener> call) {
        Throwable first = null;
        for (TrainerListener listener : listeners) {
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
