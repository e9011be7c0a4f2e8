package org.amadeus.model.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArchiveTest {
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;

    @Test
    void readsStoredAndDeflatedEntries() throws IOException {
        byte[] text = "a".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        for (byte[] bytes : List.of(stored("x/a", text), deflated("x/a", text))) {
            ZipArchive zip = archive(bytes);
            assertEquals(List.of("x/a"), List.copyOf(zip.names()));
            byte[] content = new byte[5000];
            zip.read("x/a", 5000).get(content);
            assertArrayEquals(text, content);
        }
    }

    @Test
    void writesEntriesOnBoundariesAndAlwaysTheSameBytes() throws IOException {
        byte[] bytes = stored("x/abc", new byte[10]);
        assertArrayEquals(bytes, stored("x/abc", new byte[10]));
        int nameAndExtra = 5 + little(bytes).getShort(28);
        assertEquals(0, (30 + nameAndExtra) % 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/passwd", "C:evil", "a\\..\\b", "..", "a\nb"})
    void namesThatLeaveTheFolderAreRefused(String name) throws IOException {
        assertFault("a path that could leave its folder: refused", deflated(name, new byte[1]));
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        byte[] bomb = deflated("x/data", new byte[50_000_000]);
        assertTrue(bomb.length < 100_000);
        Exception e =
                assertThrows(SessionFormatException.class, () -> archive(bomb).read("x/data", 1000));
        assertEquals("test.zip: entry x/data has 50000000 bytes, expected at most 1000", e.getMessage());
        ByteBuffer lying = little(bomb);
        lying.putInt(directory(lying) + 24, 1000);
        Exception lie =
                assertThrows(SessionFormatException.class, () -> archive(bomb).read("x/data", 1000));
        assertEquals(
                "test.zip: entry x/data does not unpack to the 1000 bytes that the directory says", lie.getMessage());
    }

    /** A directory may claim anything: what is allocated is bounded by what is there. */
    @Test
    void whatUnpacksToMoreThanTheArchiveIsWorthIsRefused() throws IOException {
        byte[] bomb = deflated("x/data", new byte[50_000_000]);
        Exception e =
                assertThrows(SessionFormatException.class, () -> archive(bomb).read("x/data", Integer.MAX_VALUE));
        assertTrue(e.getMessage().endsWith("bytes unpack to 50000000: refused"), e.getMessage());
        byte[] small = deflated("x/data", new byte[100]);
        ByteBuffer lying = little(small);
        lying.putInt(directory(lying) + 24, 1_000_000);
        e = assertThrows(SessionFormatException.class, () -> archive(small).read("x/data", Integer.MAX_VALUE));
        assertTrue(e.getMessage().endsWith("bytes unpack to 1000000: refused"), e.getMessage());
    }

    @Test
    void entriesAreHeldToBeingStored() throws IOException {
        archive(stored("x/data", new byte[100])).requireStored();
        byte[] bytes = deflated("x/data", new byte[100]);
        Exception e =
                assertThrows(SessionFormatException.class, () -> archive(bytes).requireStored());
        assertEquals(
                "test.zip: entry x/data is deflated, expected entries that are stored as they are", e.getMessage());
    }

    @Test
    void aSizeLargerThanTheContentIsRefused() throws IOException {
        byte[] bytes = deflated("x/data", new byte[100]);
        ByteBuffer buffer = little(bytes);
        buffer.putInt(directory(buffer) + 24, 200);
        assertThrows(SessionFormatException.class, () -> archive(bytes).read("x/data", 1000));
    }

    @Test
    void overlappingEntriesAreRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add("aa", new byte[100]);
            zip.add("bb", new byte[100]);
        }
        byte[] bytes = out.toByteArray();
        ByteBuffer buffer = little(bytes);
        int first = directory(buffer);
        int second = first + 46 + 2 + buffer.getShort(first + 30);
        buffer.putInt(second + 42, 0);
        assertFault("overlaps the next one", bytes);
    }

    @Test
    void whatASessionNeverUsesIsRefused() throws IOException {
        assertPatched("entry x is encrypted", 8, 1);
        assertPatched("entry x is packed by method 12, expected 0 (stored) or 8 (deflated)", 10, 12);
        assertPatched("entry x does not begin where the zip directory says, at byte 7", 42, 7);
        assertPatched("entry x reaches beyond its place in the archive", 20, 5000);
        byte[] zip64 = stored("x", new byte[10]);
        little(zip64).putInt(zip64.length - 6, -1);
        assertFault("is a zip64 archive", zip64);
        byte[] split = stored("x", new byte[10]);
        little(split).putShort(split.length - 18, (short) 1);
        assertFault("is one part of a split zip archive", split);
    }

    @Test
    void damageIsNoticed() throws IOException {
        byte[] bytes = stored("x", new byte[10]);
        bytes[64] ^= 1;
        Exception e =
                assertThrows(SessionFormatException.class, () -> archive(bytes).read("x", 10));
        assertTrue(e.getMessage().startsWith("test.zip: entry x is damaged: its checksum is "), e.getMessage());
    }

    private static void assertPatched(String expected, int offset, int value) throws IOException {
        byte[] bytes = stored("x", new byte[10]);
        ByteBuffer buffer = little(bytes);
        int at = directory(buffer) + offset;
        if (offset < 20) {
            buffer.putShort(at, (short) value);
        } else {
            buffer.putInt(at, value);
        }
        assertFault(expected, bytes);
    }

    private static void assertFault(String expected, byte[] bytes) {
        Exception e = assertThrows(SessionFormatException.class, () -> archive(bytes));
        assertTrue(e.getMessage().startsWith("test.zip: ") && e.getMessage().contains(expected), e.getMessage());
    }

    private static int directory(ByteBuffer bytes) {
        int at = bytes.getInt(bytes.limit() - 6);
        assertEquals(DIRECTORY_SIGNATURE, bytes.getInt(at));
        return at;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ZipArchive archive(byte[] bytes) {
        return new ZipArchive(ByteBuffer.wrap(bytes), "test.zip");
    }

    private static byte[] stored(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(name, content);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
