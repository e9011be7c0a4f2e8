package org.amadeus.cli.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedNativesTest {
    private static final byte[] LARGE = bytes(3_000_000);
    private static final byte[] SMALL = bytes(10);

    @TempDir
    Path place;

    private Path packed;
    private Path cache;
    private Path folder;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void pack() throws IOException {
        Path jar = place.resolve("nd4j-native-1.2-linux-x86_64.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, "org/linux-x86_64/liblarge.so", LARGE);
            add(out, "org/linux-x86_64/libsmall.so.1", SMALL);
            add(out, "org/linux-x86_64/include/large.h", SMALL);
        }
        packed = place.resolve("natives");
        cache = place.resolve("cache");
        folder = cache.resolve("nd4j-native-1.2-linux-x86_64");
        NativePacker.pack(jar, packed);
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }

    @Test
    void librariesComeOutAsTheyWentInAndNothingElseDoes() throws IOException {
        assertEquals(folder, PackedNatives.unpack(packed, cache));
        assertWhole();
    }

    private void assertWhole() throws IOException {
        assertArrayEquals(LARGE, Files.readAllBytes(folder.resolve("liblarge.so")));
        assertArrayEquals(SMALL, Files.readAllBytes(folder.resolve("libsmall.so.1")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void whatIsThereIsLeftAsItIs() throws IOException {
        PackedNatives.unpack(packed, cache);
        FileTime before = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(folder.resolve("liblarge.so"), before);
        PackedNatives.unpack(packed, cache);
        assertEquals(before, Files.getLastModifiedTime(folder.resolve("liblarge.so")));
    }

    /** As a full disk or a lost write leaves it; and what an ended process has left is taken away. */
    @Test
    void whatWasNeverFinishedIsUnpackedAnew() throws IOException {
        PackedNatives.unpack(packed, cache);
        Files.write(folder.resolve("liblarge.so"), SMALL);
        Files.write(folder.resolve("liblarge.so." + Long.MAX_VALUE / 10 + ".part"), SMALL);
        PackedNatives.unpack(packed, cache);
        assertWhole();
    }

    @Test
    void aDamagedPackageIsSaidAndLeavesNothingBehind() throws IOException {
        for (int length : List.of(0, 5, 1_000_000)) {
            byte[] all = Files.readAllBytes(packed.resolve("liblarge.so.zst"));
            Path copy = Files.createDirectories(place.resolve("damaged" + length));
            Files.copy(packed.resolve("index"), copy.resolve("index"));
            Files.write(copy.resolve("liblarge.so.zst"), java.util.Arrays.copyOf(all, length));
            Path into = place.resolve("cache" + length);
            IOException refused = assertThrows(IOException.class, () -> PackedNatives.unpack(copy, into));
            assertTrue(refused.getMessage().contains("liblarge.so.zst is damaged"), refused.toString());
            try (Stream<Path> left = Files.list(into.resolve(folder.getFileName()))) {
                assertEquals(0, left.count());
            }
        }
    }
}
