package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PathConverterTest {
    /** No locale can write a zero byte. */
    @Test
    void whatCannotBeAPathIsOneLineThatSaysWhatToDo() {
        CliRun run = CliRun.of("events", "a\0b.mid");
        assertEquals(2, run.exit());
        assertTrue(run.error().contains("a\\u0000b.mid"), run.err());
        assertTrue(run.error().contains("LC_ALL=C.UTF-8"), run.err());
    }
}
