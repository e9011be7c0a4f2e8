package org.amadeus.cli.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    @ParameterizedTest
    @CsvSource({
        "plya, play",
        "genrate, generate",
        "studoi, studio",
        "completoin, completion",
        "trian, train",
        "benchmarks, benchmark",
        "quant, quantize"
    })
    void theNearestCommandIsSuggestedFirst(String typed, String meant) {
        CliRun run = CliRun.of(typed);
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("Did you mean: amadeus " + meant), run.err());
    }

    @Test
    void nothingIsSuggestedWhereNothingIsNear() {
        CliRun run = CliRun.of("symphony");
        assertEquals(2, run.exit());
        assertTrue(!run.err().contains("Did you mean"), run.err());
    }
}
