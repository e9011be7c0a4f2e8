package org.amadeus.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.amadeus.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathConverterTest {
    /** No locale can write a zero byte. */
    @Test
    void whatCannotBeAPathIsOneLineThatSaysWhatToDo() {
        CliRun run = CliRun.of("events", "a\0b.mid");
        assertEquals(2, run.exit());
        assertTrue(run.error().contains("a\\u0000b.mid"), run.err());
        assertTrue(run.error().contains("LC_ALL=C.UTF-8"), run.err());
    }

    @Test
    void aUriOfThisMachineIsItsPath() {
        PathConverter paths = new PathConverter();
        assertEquals(Path.of("/a b/c.mid"), paths.convert("file:/a%20b/c.mid"));
        assertEquals(Path.of("/a/c.mid"), paths.convert("file:///a/c.mid"));
        assertEquals(Path.of("C:/a"), paths.convert("C:/a"));
    }

    /** Not taken for a folder of that name below the one where one stands. */
    @ParameterizedTest
    @ValueSource(strings = {"hdfs://host/dataset", "s3a://bucket/a", "file://host/a"})
    void aUriThatLeadsElsewhereIsRefused(String uri) {
        CliRun run = CliRun.of("preprocess", ".", uri);
        assertEquals(2, run.exit());
        assertTrue(run.error().contains(uri), run.err());
        assertTrue(run.error().contains("machine"), run.err());
    }
}
