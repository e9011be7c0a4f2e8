package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldTest {
    @TempDir
    private Path folder;

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void oneHasItAtATimeAndNothingIsLeft() throws IOException {
        Path file = folder.resolve("mine.amadeus");
        try (Hold hold = Hold.on(file).orElseThrow()) {
            assertEquals(Optional.empty(), Hold.on(file));
            assertEquals(
                    Optional.empty(), Hold.on(folder.resolve("./mine.amadeus").normalize()));
            try (Hold other = Hold.on(folder.resolve("other.amadeus")).orElseThrow()) {
                assertEquals(2, files());
            }
            hold.close();
            Hold.on(file).orElseThrow().close();
        }
        assertEquals(0, files());
    }

    @Test
    void whatAKilledProcessHasLeftIsNoHold() throws IOException {
        Files.createFile(folder.resolve(".mine.amadeus.lock"));
        try (Hold hold = Hold.on(folder.resolve("mine.amadeus")).orElseThrow()) {
            assertEquals(1, files());
        }
        assertEquals(0, files());
    }

    @Test
    void aLinkIsWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.amadeus"), Path.of("mine.amadeus"));
        try (Hold hold = Hold.on(folder.resolve("mine.amadeus")).orElseThrow()) {
            assertEquals(Optional.empty(), Hold.on(link));
        }
    }

    @Test
    void namesOfAnyLengthAndFoldersThatAreNotThere() throws IOException {
        try (Hold hold = Hold.on(folder.resolve("n".repeat(247) + ".amadeus")).orElseThrow()) {
            assertEquals(1, files());
        }
        try (Hold hold = Hold.on(folder.resolve("none/mine.amadeus")).orElseThrow()) {
            assertTrue(Files.notExists(folder.resolve("none")));
        }
    }
}
