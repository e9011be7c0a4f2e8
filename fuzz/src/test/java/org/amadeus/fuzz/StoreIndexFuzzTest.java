package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.amadeus.data.dataset.PerformanceDataset;

/** The index of a dataset, its checksum made right. */
class StoreIndexFuzzTest {
    /** The one that is read: another is refused before anything of the index is looked at. */
    private static final int VERSION = 2;

    private final Scratch scratch = new Scratch("index.bin");

    @FuzzTest
    void opens(byte[] index) throws Exception {
        Path folder = scratch.with(checksummed(index)).getParent();
        Files.write(folder.resolve("events.bin"), new byte[64]);
        Bounded.read(index.length, () -> PerformanceDataset.open(folder));
    }

    private static byte[] checksummed(byte[] index) {
        ByteBuffer whole = ByteBuffer.allocate(8 + index.length + Integer.BYTES);
        whole.putInt(0x414D4453).putInt(VERSION).put(index);
        CRC32 crc = new CRC32();
        crc.update(whole.array(), 0, whole.position());
        return whole.putInt((int) crc.getValue()).array();
    }
}
