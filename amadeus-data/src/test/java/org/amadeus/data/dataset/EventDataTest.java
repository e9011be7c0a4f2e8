package org.amadeus.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that is too large for the heap: what becomes of it while its file is changed by others. */
class EventDataTest {
    private static final long LENGTH = 40L << 20;
    private static final byte[] LAST = {1, 2, 3, 4};

    @TempDir
    private Path folder;

    private Path file;
    private EventData data;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("events-1.bin");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(LAST), LENGTH - LAST.length);
        }
        data = EventData.of(file, LENGTH);
    }

    private void assertLast() throws IOException {
        assertArrayEquals(LAST, data.read(LENGTH - LAST.length, LAST.length));
    }

    @Test
    void aFileThatIsCutIsSaidWhereItIsRead() throws IOException {
        assertLast();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            out.truncate(1 << 20);
        }
        assertArrayEquals(new byte[8], data.read(0, 8));
        for (int i = 0; i < 1000; i++) {
            long at = (2L << 20) + i * 10_000L;
            assertThrows(IOException.class, () -> data.read(at, 200));
        }
    }

    @Test
    void whatIsDeletedOrReplacedGoesOnAsItWas() throws IOException {
        Files.delete(file);
        assertLast();
        Files.write(file, new byte[10]);
        assertLast();
    }

    @Test
    void noneHasAThreadOfItsOwn() throws IOException {
        long before = cleaners();
        List<EventData> more = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            more.add(EventData.of(file, LENGTH));
        }
        assertEquals(before, cleaners());
        assertArrayEquals(LAST, more.get(4).read(LENGTH - LAST.length, LAST.length));
    }

    private static long cleaners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Cleaner-"))
                .count();
    }

    @Test
    void anInterruptNeitherStopsAReaderNorClosesTheFile() throws IOException {
        Thread.currentThread().interrupt();
        assertLast();
        assertTrue(Thread.interrupted());
        assertLast();
    }
}
