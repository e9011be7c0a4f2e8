package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.amadeus.quant.statistics.StatisticsFile;

/** Files of calibration statistics. */
class StatisticsFuzzTest {
    private final Scratch scratch = new Scratch("statistics.json");

    @DictionaryEntries({
        "inputs:",
        "output:",
        "min:",
        "max:",
        "avg_min:",
        "avg_max:",
        "mean:",
        "std:",
        "shape:",
        ".nan",
        ".inf",
        "1e999",
        "# model ",
        "# amadeus statistics, version "
    })
    @FuzzTest
    void reads(byte[] file) throws Exception {
        Bounded.read(file.length, () -> StatisticsFile.read(scratch.with(file)));
    }
}
