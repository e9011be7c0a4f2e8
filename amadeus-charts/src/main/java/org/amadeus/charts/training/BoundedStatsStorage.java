package org.amadeus.charts.training;

import java.util.Map;
import org.deeplearning4j.core.storage.Persistable;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;

/**
 * Reports in memory, a bounded number: at the bound every second one is dropped, so that a run of days keeps its whole
 * curve at a coarser grain. About 20 kB a report of the default model.
 */
final class BoundedStatsStorage extends InMemoryStatsStorage {
    private final int bound;

    /** @param bound most reports kept, 2 or more */
    BoundedStatsStorage(int bound) {
        this.bound = bound;
    }

    @Override
    public void putUpdate(Persistable update) {
        Map<Long, Persistable> reports =
                getUpdateMap(update.getSessionID(), update.getTypeID(), update.getWorkerID(), true);
        if (reports.size() >= bound) {
            Long[] times = reports.keySet().stream().sorted().toArray(Long[]::new);
            for (int i = 1; i < times.length; i += 2) {
                reports.remove(times[i]);
            }
        }
        super.putUpdate(update);
    }
}
