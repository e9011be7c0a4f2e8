package org.amadeus.data.dataset;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.build.MadeUpMidi;
import org.amadeus.data.dataset.build.Preprocessor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that someone has forged, their checksums right: refused by name or read, never anything else. */
class StoreIndexTest {
    @TempDir
    private static Path temp;

    private static Path store() throws IOException {
        Path store = temp.resolve("store");
        if (!Files.exists(store)) {
            Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 20);
            new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25), 1)
                    .run(midi, store, false, Progress.NONE);
            Files.copy(store.resolve("index.bin"), temp.resolve("good"));
        }
        return store;
    }

    private static void forge(Path store, byte[] index) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(index, 0, index.length - 4);
        ByteBuffer.wrap(index).putInt(index.length - 4, (int) crc.getValue());
        Files.write(store.resolve("index.bin"), index);
    }

    /** The seed is the number of the repetition. */
    @RepeatedTest(20)
    void changedBytesAreRefusedOrRead(RepetitionInfo repetition) throws IOException {
        Path store = store();
        byte[] good = Files.readAllBytes(temp.resolve("good"));
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 200; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = 8 + random.nextInt(bad.length - 12);
                int value = random.nextInt(3) == 0 ? 0x7F : random.nextInt(256);
                for (int k = random.nextInt(8); k >= 0 && at + k < bad.length - 4; k--) {
                    bad[at + k] = (byte) value;
                }
            }
            forge(store, bad);
            try {
                PerformanceDataset dataset = PerformanceDataset.open(store);
                for (int piece = 0; piece < dataset.pieces().size(); piece++) {
                    dataset.events(piece);
                }
            } catch (DatasetException e) {
                assertTrue(e.getMessage().startsWith(store.toString()), e.getMessage());
            }
        }
    }

    @Test
    void lengthsThatOverflowAreRefused() throws IOException {
        Path store = store();
        byte[] good = Files.readAllBytes(temp.resolve("good"));
        // profile (2 + 10 bytes), pedal, share, tolerance (2 + 5), codec, number: then the length of the data
        int length = 8 + 12 + 1 + 8 + 7 + 4 + 4;
        for (long wrong : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE, 1L << 41, 0}) {
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).putLong(length, wrong);
            forge(store, bad);
            assertThrows(DatasetException.class, () -> PerformanceDataset.open(store), Long.toString(wrong));
        }
        forge(store, good.clone());
        PerformanceDataset.open(store);
    }
}
