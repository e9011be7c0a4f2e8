package org.amadeus.data.dataset.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSourceTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.REFERENCE, true, 0);

    @TempDir
    private Path temp;

    private DatasetSource open(Path path) throws IOException {
        return DatasetSource.open(path, SETTINGS, 1, Progress.NONE);
    }

    @Test
    void aStoreIsOpenedAsItIs() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 30);
        StoreSettings own = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.5);
        new Preprocessor(own, 1).run(midi, temp.resolve("store"), false, Progress.NONE);
        try (DatasetSource source = open(temp.resolve("store"))) {
            assertEquals(own, source.dataset().settings());
        }
        assertTrue(Files.exists(temp.resolve("store/index.bin")));
    }

    @Test
    void midiFilesAreReadAndLeaveNothingBehind() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 30);
        Files.createDirectory(midi.resolve("folder.mid"));
        Files.writeString(midi.resolve("bad.mid"), "text");
        Path made;
        try (DatasetSource source = open(midi)) {
            assertEquals(3, source.dataset().pieces().size());
            assertEquals(CodecProfile.REFERENCE, source.dataset().profile());
            assertEquals(
                    List.of("bad.mid"),
                    source.skipped().stream().map(SkippedFile::name).toList());
            made = source.dataset().folder();
            assertTrue(Files.exists(made));
        }
        assertTrue(Files.notExists(made));
        try (Stream<Path> files = Files.list(midi)) {
            assertEquals(5, files.count());
        }
    }

    @Test
    void whatIsNeitherIsNamed() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("empty"));
        DatasetException e = assertThrows(DatasetException.class, () -> open(empty));
        assertTrue(e.getMessage().startsWith(empty + ": neither a dataset (no index.bin) nor"), e.getMessage());
        assertThrows(NoSuchFileException.class, () -> open(temp.resolve("none")));
        assertThrows(NotDirectoryException.class, () -> open(Files.createFile(temp.resolve("file"))));
    }

    @Test
    void onlyBadFilesQuoteTheFirst() throws IOException {
        Path midi = Files.createDirectory(temp.resolve("midi"));
        Files.writeString(midi.resolve("bad.mid"), "text");
        DatasetException e = assertThrows(DatasetException.class, () -> open(midi));
        assertTrue(e.getMessage().startsWith(midi + ": of 1 MIDI file none can be used, the first: "));
        assertTrue(e.getMessage().contains("bad.mid"), e.getMessage());
    }

    @Test
    void aStoreWithoutItsIndexIsDamagedAndNoFolderOfMidi() throws IOException {
        Path store = Files.createDirectory(temp.resolve("store"));
        Files.write(store.resolve("events.bin"), new byte[9]);
        DatasetException e = assertThrows(DatasetException.class, () -> open(store));
        assertTrue(e.getMessage().contains("index.bin is missing"), e.getMessage());
    }

    @Test
    void partsAreTheHeldOutTheOthersOrAll() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 20, 30);
        PerformanceDataset dataset = store(midi, "some", 0.25);
        int valid = DatasetPart.VALID.of(dataset).pieces().size();
        assertTrue(valid > 0 && valid < 20);
        assertEquals(20 - valid, DatasetPart.TRAIN.of(dataset).pieces().size());
        assertEquals(20, DatasetPart.ALL.of(dataset).pieces().size());

        assertEquals(20, DatasetPart.VALID.of(store(midi, "none", 0)).pieces().size());
        DatasetException few =
                assertThrows(DatasetException.class, () -> DatasetPart.VALID.of(store(midi, "few", 1e-9)));
        assertTrue(few.getMessage().contains("larger --valid-ratio"), few.getMessage());
        DatasetException all = assertThrows(DatasetException.class, () -> DatasetPart.TRAIN.of(store(midi, "all", 1)));
        assertTrue(all.getMessage().contains("smaller --valid-ratio"), all.getMessage());
    }

    private PerformanceDataset store(Path midi, String name, double validRatio) throws IOException {
        Path store = temp.resolve(name);
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, validRatio), 1)
                .run(midi, store, true, Progress.NONE);
        return PerformanceDataset.open(store);
    }
}
