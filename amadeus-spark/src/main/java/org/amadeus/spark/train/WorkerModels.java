package org.amadeus.spark.train;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.amadeus.model.train.update.PartGradient;

/**
 * Models that a worker's process keeps from one iteration to the next: Spark gives a task no other place to keep anything, and
 * to make one takes seconds. As many as there were tasks at once; they go with the process.
 */
final class WorkerModels {
    private static final Map<ModelForm, Deque<PartGradient>> IDLE = new ConcurrentHashMap<>();

    private WorkerModels() {}

    /** One that nobody else has. A task that fails does not give it back. */
    static PartGradient take(ModelForm config) {
        PartGradient model = idle(config).pollFirst();
        return model == null ? new PartGradient(config.config()) : model;
    }

    static void giveBack(ModelForm config, PartGradient model) {
        idle(config).addFirst(model);
    }

    private static Deque<PartGradient> idle(ModelForm config) {
        return IDLE.computeIfAbsent(config, key -> new ConcurrentLinkedDeque<>());
    }
}
