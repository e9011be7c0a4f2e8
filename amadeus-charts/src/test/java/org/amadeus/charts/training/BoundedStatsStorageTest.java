package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.ui.model.stats.impl.java.JavaStatsReport;
import org.junit.jupiter.api.Test;

class BoundedStatsStorageTest {
    @Test
    void keepsTheWholeCurveAtACoarserGrain() {
        BoundedStatsStorage storage = new BoundedStatsStorage(16);
        for (int i = 0; i < 1000; i++) {
            JavaStatsReport report = new JavaStatsReport();
            report.reportIDs("session", "StatsListener", "0", i);
            storage.putUpdate(report);
            assertTrue(storage.getAllUpdateTimes("session", "StatsListener", "0").length <= 16);
        }
        long[] times = storage.getAllUpdateTimes("session", "StatsListener", "0");
        assertEquals(0, times[0]);
        assertEquals(999, times[times.length - 1]);
    }
}
