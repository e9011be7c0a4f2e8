package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.params.provider.MethodSource;

/** The index of a dataset, its checksum made right, beside data that a right index speaks of; what is opened is read. */
class StoreIndexFuzzTest {
    /** Magic number and version, which are put before each input: another is refused before anything else is looked at. */
    private static final int HEAD = 8;

    private static final int VERSION = 2;
    private static final List<Path> STORES = List.of(store(CodecProfile.EXPRESSIVE), store(CodecProfile.REFERENCE));
    private static final Path FOLDER = STORES.get(0);

    /** A dataset of three small pieces and a file that is none. */
    private static Path store(CodecProfile profile) {
        try {
            Path midi = Files.createTempDirectory("midi");
            Path store = Files.createTempDirectory("store").resolve("store");
            for (int piece = 0; piece < 3; piece++) {
                NoteSequence notes = NoteSequence.of(new Note(0, 0.5, 60 + piece, 80), new Note(0.25, 1, 64, 90));
                Files.write(
                        midi.resolve("piece-" + piece + ".mid"), MidiWriter.toBytes(MidiFileBuilder.of("p", notes)));
            }
            Files.write(midi.resolve("bad.mid"), new byte[3]);
            new Preprocessor(new StoreSettings(profile, true, 0.34), 1).run(midi, store, false, Progress.NONE);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<byte[]> seeds() throws IOException {
        byte[] first = Files.readAllBytes(STORES.get(0).resolve("index.bin"));
        byte[] second = Files.readAllBytes(STORES.get(1).resolve("index.bin"));
        return Stream.of(first, second).map(index -> Arrays.copyOfRange(index, HEAD, index.length - Integer.BYTES));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"expressive", "reference", "USUAL", "STRICT", "piece-0.mid", "\\x00\\x00\\x00\\x01"})
    @FuzzTest
    void opens(byte[] index) throws Exception {
        Files.write(FOLDER.resolve("index.bin"), checksummed(index));
        Bounded.read(index.length, () -> {
            PerformanceDataset dataset = PerformanceDataset.open(FOLDER);
            for (int piece = 0; piece < dataset.pieces().size(); piece++) {
                try {
                    dataset.events(piece);
                } catch (DatasetException refused) {
                    return;
                }
            }
        });
    }

    private static byte[] checksummed(byte[] index) {
        ByteBuffer whole = ByteBuffer.allocate(HEAD + index.length + Integer.BYTES);
        whole.putInt(0x414D4453).putInt(VERSION).put(index);
        CRC32 crc = new CRC32();
        crc.update(whole.array(), 0, whole.position());
        return whole.putInt((int) crc.getValue()).array();
    }
}
