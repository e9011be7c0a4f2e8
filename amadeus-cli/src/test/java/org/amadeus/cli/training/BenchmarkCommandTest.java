package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.cli.CliRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkCommandTest {
    @Test
    @Tag("slow")
    void printsOneJsonObjectALine() {
        CliRun run = CliRun.of("benchmark", "step", "--json");
        assertEquals(0, run.exit(), run.err());
        String number = "\\d+\\.\\d+";
        String line = "\\{\"what\": \"%s\", \"variant\": \"fp32 [a-z ]+\", \"batch\": %d, \"threads\": 1, \"ms\": "
                + number + ", \"ms_median\": " + number + "\\}";
        String[] lines = run.out().strip().split("\n");
        assertEquals(3, lines.length, run.out());
        assertTrue(lines[0].matches(line.formatted("floor", 1)), lines[0]);
        assertTrue(lines[1].matches(line.formatted("step", 1)), lines[1]);
        assertTrue(lines[2].matches(line.formatted("step", 8)), lines[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"benchmark nothing", "benchmark --threads 0", "benchmark --batch 0", "benchmark step more"})
    void aWrongOptionIsExit2(String line) {
        assertEquals(2, CliRun.of((Object[]) line.split(" ")).exit());
    }
}
