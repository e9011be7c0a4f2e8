package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir
    private Path folder;

    private static byte[] read(Path file) throws IOException {
        return InputFile.read(file, "a list", 2048, AmadeusException::new);
    }

    @Test
    void aFileOfTheLargestSizeIsRead() throws IOException {
        byte[] bytes = new byte[2048];
        bytes[2047] = 7;
        assertArrayEquals(bytes, read(Files.write(folder.resolve("list"), bytes)));
    }

    @Test
    void aLargerOneIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("list"), new byte[2049]);
        assertEquals(
                file + ": larger than 2 KiB, the most that a list may have",
                assertThrows(AmadeusException.class, () -> read(file)).getMessage());
    }

    @Test
    void soIsADeviceWithoutAnEnd() {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "the system has no such device");
        assertEquals(
                "/dev/zero: larger than 2 KiB, the most that a list may have",
                assertThrows(AmadeusException.class, () -> read(zeros)).getMessage());
    }

    @Test
    void aFolderIsNamed() {
        assertEquals(
                folder + ": is a folder, expected a list",
                assertThrows(IOException.class, () -> read(folder)).getMessage());
    }

    @Test
    void whatIsNotThereIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> read(folder.resolve("missing")));
    }
}
