package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.cli.CliRun;
import org.junit.jupiter.api.Test;

class DownloadCommandTest {
    @Test
    void listsTheCollectionsWithTheirLicences() {
        CliRun run = CliRun.of("download");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("maestro"), run.out());
        assertTrue(run.out().contains("CC BY-NC-SA 4.0"), run.out());
    }

    @Test
    void theLicenceMustBeAccepted() {
        CliRun run = CliRun.of("download", "maestro");
        assertEquals(2, run.exit());
        assertTrue(run.error().endsWith("Accept it with --yes."), run.err());
    }

    @Test
    void anUnknownCollectionIsNamed() {
        CliRun run = CliRun.of("download", "bach");
        assertEquals(1, run.exit());
        assertTrue(run.error().startsWith("amadeus: there is no collection \"bach\""), run.err());
    }
}
