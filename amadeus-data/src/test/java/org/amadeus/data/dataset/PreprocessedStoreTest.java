package org.amadeus.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.build.MadeUpMidi;
import org.amadeus.data.dataset.build.PreprocessReport;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.build.PreprocessorFixture;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.read.Tolerance;
import org.junit.jupiter.api.Test;

/** What becomes of a store that is there already, in use, damaged or of another version. */
class PreprocessedStoreTest extends PreprocessorFixture {
    @Test
    void aStoreMadeInAnotherWayIsNotAddedTo() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        Preprocessor reference = new Preprocessor(new StoreSettings(CodecProfile.REFERENCE, true, 0.25), 1);

        assertThrows(DatasetException.class, () -> reference.run(midi, store, false, Progress.NONE));
        assertEquals(4, reference.run(midi, store, true, Progress.NONE).fresh());
        assertEquals(CodecProfile.REFERENCE, PerformanceDataset.open(store).profile());
    }

    @Test
    void twoRunsDoNotWriteToOneStore() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        try (FileChannel other = FileChannel.open(store.resolve("lock"), StandardOpenOption.WRITE)) {
            other.lock();
            DatasetException e = assertThrows(DatasetException.class, () -> run(midi, store));
            assertTrue(e.getMessage().contains("another run"), e.getMessage());
        }
    }

    @Test
    void aFullDiskIsNamedAndNothingIsLost() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here, a full disk cannot be tried");
        Path midi = Files.createDirectory(temp.resolve("midi"));
        Files.writeString(midi.resolve("bad.mid"), "text");
        Path store = temp.resolve("store");
        run(midi, store);
        Path data = store.resolve("events-1.bin");
        Files.delete(data);
        Files.createSymbolicLink(data, full);
        MadeUpMidi.folder(midi, 4, 30);

        DatasetException e = assertThrows(DatasetException.class, () -> run(midi, store));
        assertTrue(e.getMessage().startsWith(data + ": cannot be written, No space left"), e.getMessage());

        Files.delete(data);
        assertEquals(4, run(midi, store).pieces());
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        for (String name : List.of("index.bin", "events-1.bin")) {
            Path file = store.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i += 1 + good.length / 150) {
                byte[] bad = good.clone();
                bad[i] ^= 0x10;
                Files.write(file, bad);
                assertThrows(DatasetException.class, () -> readAll(store), name + " byte " + i);
                Files.write(file, Arrays.copyOf(good, i));
                assertThrows(DatasetException.class, () -> readAll(store), name + " cut at " + i);
            }
            Files.write(file, good);
            readAll(store);
        }
        assertThrows(DatasetException.class, () -> PerformanceDataset.open(temp.resolve("none")));
    }

    private static void readAll(Path store) throws IOException {
        PerformanceDataset dataset = PerformanceDataset.open(store);
        for (int i = 0; i < dataset.pieces().size(); i++) {
            dataset.events(i);
        }
    }

    @Test
    void aStoreThatIsMadeAnewDoesNotChangeUnderItsReaders() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 8, 60);
        Path store = temp.resolve("store");
        run(midi, store);
        PerformanceDataset open = PerformanceDataset.open(store);
        PerformanceDataset untouched = PerformanceDataset.open(store);
        EventSequence before = untouched.events(3);
        MadeUpMidi.write(midi.resolve("set0/piece000.mid"), 90, 500);
        new Preprocessor(SETTINGS, 2).run(midi, store, true, Progress.NONE);
        assertEquals(before, open.events(3));
        assertTrue(Files.exists(store.resolve("events-2.bin")));
        assertTrue(Files.notExists(store.resolve("events-1.bin")), "the old data is deleted");
        assertSameStore(midi, store);
    }

    @Test
    void aStoreThatIsNotMadeAnewToTheEndStaysAsItWas() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        byte[] index = Files.readAllBytes(store.resolve("index.bin"));
        assertThrows(
                IllegalStateException.class, () -> new Preprocessor(SETTINGS, 1).run(midi, store, true, (d, t, n) -> {
                    throw new IllegalStateException("stopped");
                }));
        assertArrayEquals(index, Files.readAllBytes(store.resolve("index.bin")));
        readAll(store);
        assertEquals(0, run(midi, store).fresh());
        assertTrue(Files.notExists(store.resolve("events-2.bin")), "what was begun is deleted by the next run");
    }

    @Test
    void aStoreOfAnEarlierCodecIsRefusedAndMadeAnew() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        StoreIndex index = StoreIndex.read(store);
        write(index, 0, store);
        DatasetException e = assertThrows(DatasetException.class, () -> PerformanceDataset.open(store));
        assertTrue(e.getMessage().contains("made by version 0 of the expressive codec"), e.getMessage());
        PreprocessReport report = run(midi, store);
        assertTrue(report.outdated());
        assertEquals(4, report.fresh());
        assertSameStore(midi, store);

        write(StoreIndex.read(store), 99, store);
        DatasetException newer = assertThrows(DatasetException.class, () -> run(midi, store));
        assertTrue(newer.getMessage().contains("newer Amadeus"), newer.getMessage());
    }

    private static void write(StoreIndex index, int codecVersion, Path store) throws IOException {
        new StoreIndex(
                        index.settings().ofVersion(codecVersion),
                        index.dataNumber(),
                        index.dataLength(),
                        index.pieces(),
                        index.skipped())
                .write(store);
    }

    @Test
    void theFirstVersionOfTheFormatIsRefusedByNameAndMadeAnew() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = Files.createDirectory(temp.resolve("store"));
        Files.write(
                store.resolve("index.bin"), new byte[] {0x41, 0x4D, 0x44, 0x53, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9});
        Files.write(store.resolve("events.bin"), new byte[100]);
        DatasetException e = assertThrows(DatasetException.class, () -> PerformanceDataset.open(store));
        assertTrue(e.getMessage().contains("earlier version"), e.getMessage());
        assertEquals(4, run(midi, store).pieces());
        assertTrue(Files.notExists(store.resolve("events.bin")));
    }

    @Test
    void whatDiffersIsSaidAsOptions() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 4, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        StoreSettings other = new StoreSettings(CodecProfile.REFERENCE, false, 0.5, Tolerance.LENIENT);
        DatasetException e = assertThrows(
                DatasetException.class, () -> new Preprocessor(other, 1).run(midi, store, false, Progress.NONE));
        assertEquals(
                store + ": this dataset was made with --profile expressive, not reference, and with the sustain pedal"
                        + " heard, not --no-pedal, and with --valid-ratio 0.25, not 0.5, and with the usual tolerance of"
                        + " damaged files, not --lenient. Give the same options, or preprocess --force makes it anew",
                e.getMessage());
    }
}
