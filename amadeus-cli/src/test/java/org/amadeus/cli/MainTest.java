package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void helpListsTheCommands() {
        CliRun run = CliRun.of("--help");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("completion"), run.out());
    }

    @Test
    void withoutACommandTheHelpIsShown() {
        CliRun run = CliRun.of();
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("amadeus generate"), run.out());
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        CliRun run = CliRun.of("completion", "--nonsense");
        assertEquals(2, run.exit());
        assertEquals("amadeus: Unknown option: '--nonsense'", run.error());
        assertEquals("", run.out());
    }

    @Test
    void anUnknownCommandIsWrongUsageAndSuggestsOne() {
        CliRun run = CliRun.of("completoin");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("completion"), run.err());
    }

    @Test
    void theVersionNamesTheLibraries() {
        CliRun run = CliRun.of("--version");
        assertEquals(0, run.exit());
        assertTrue(run.out().matches("(?s)Amadeus \\d+\\.\\d+.*ND4J 1\\..*Java .*"), run.out());
    }

    @Test
    void theCompletionScriptKnowsTheOptions() {
        CliRun run = CliRun.of("completion");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("--verbose"), run.out());
    }
}
