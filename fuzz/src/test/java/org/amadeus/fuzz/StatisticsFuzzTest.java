package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.amadeus.quant.statistics.StatisticsFile;

/** Files of calibration statistics. */
class StatisticsFuzzTest {
    private final Scratch scratch = new Scratch("statistics.json");

    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> StatisticsFile.read(scratch.with(file)));
    }
}
