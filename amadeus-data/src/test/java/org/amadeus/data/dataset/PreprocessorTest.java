package org.amadeus.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.Tolerance;
import org.amadeus.data.performance.PerformanceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessorTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25);

    @TempDir
    private Path temp;

    private PreprocessReport run(Path midi, Path store) throws IOException {
        return new Preprocessor(SETTINGS, 2).run(midi, store, false, Progress.NONE);
    }

    @Test
    void everyPieceIsStoredAsItIsRead() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 20, 60);
        AtomicLong last = new AtomicLong();
        PreprocessReport report = new Preprocessor(SETTINGS, 2)
                .run(midi, temp.resolve("store"), false, (done, total, note) -> {
                    last.accumulateAndGet(done, Math::max);
                    assertEquals(20, total);
                    assertTrue(note.endsWith(" files/s"), note);
                });

        assertEquals(20, last.get());
        assertEquals(20, report.pieces());
        PerformanceDataset dataset = PerformanceDataset.open(temp.resolve("store"));
        assertEquals(report.events(), dataset.eventCount());
        for (int i = 0; i < 20; i++) {
            EventSequence expected = new PerformanceReader(CodecProfile.EXPRESSIVE)
                    .read(midi.resolve(dataset.pieces().get(i).name()))
                    .events();
            assertEquals(expected, dataset.events(i));
        }
        assertEquals(
                20,
                dataset.part(Split.TRAIN).pieces().size()
                        + dataset.part(Split.VALID).pieces().size());
        assertTrue(report.valid() > 0 && report.valid() < 20, report.summary());
    }

    @Test
    void theSamePieceUnderTwoNamesLiesInOnePart() throws IOException {
        for (int i = 0; i < 40; i++) {
            MadeUpMidi.write(temp.resolve("midi/a" + i + ".mid"), 30, i);
            MadeUpMidi.write(temp.resolve("midi/b" + i + ".mid"), 30, i);
        }
        run(temp.resolve("midi"), temp.resolve("store"));
        List<Piece> pieces = PerformanceDataset.open(temp.resolve("store")).pieces();
        for (int i = 0; i < 40; i++) {
            assertEquals(
                    pieces.get(i).split(),
                    pieces.get(i + 40).split(),
                    pieces.get(i).name());
        }
    }

    @Test
    void aSecondRunReadsOnlyWhatIsNewOrChanged() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 10, 30);
        Files.writeString(midi.resolve("broken.mid"), "not music");
        Path store = temp.resolve("store");
        assertEquals(11, run(midi, store).fresh());
        assertEquals(0, run(midi, store).fresh());

        MadeUpMidi.write(midi.resolve("new.mid"), 30, 99);
        MadeUpMidi.write(midi.resolve("set0/piece000.mid"), 45, 98);
        Files.delete(midi.resolve("set1/piece001.mid"));
        PreprocessReport third = run(midi, store);

        assertEquals(2, third.fresh());
        assertEquals(10, third.pieces());
        assertEquals(1, third.skipped().size());
        assertSameStore(midi, store);
    }

    /** As a killed run leaves it: data beyond what the index speaks of. */
    @Test
    void dataThatWasNeverFinishedIsWrittenOver() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 10, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        Files.write(store.resolve("events-1.bin"), new byte[1000], StandardOpenOption.APPEND);
        MadeUpMidi.write(midi.resolve("new.mid"), 30, 99);

        assertEquals(1, run(midi, store).fresh());
        assertSameStore(midi, store);
    }

    private void assertSameStore(Path midi, Path store) throws IOException {
        Path anew = temp.resolve("anew");
        run(midi, anew);
        PerformanceDataset expected = PerformanceDataset.open(anew);
        PerformanceDataset actual = PerformanceDataset.open(store);
        assertEquals(
                expected.pieces().stream().map(Piece::name).toList(),
                actual.pieces().stream().map(Piece::name).toList());
        for (int i = 0; i < expected.pieces().size(); i++) {
            assertEquals(expected.events(i), actual.events(i));
        }
    }

    @Test
    void badFilesAreSkippedWithTheirReasons() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 30);
        Files.write(midi.resolve("empty.mid"), new byte[0]);
        Files.writeString(midi.resolve("text.MIDI"), "Once upon a time");
        byte[] whole = Files.readAllBytes(midi.resolve("set0/piece000.mid"));
        Files.write(midi.resolve("cut.mid"), Arrays.copyOf(whole, whole.length / 2));
        Files.createSymbolicLink(midi.resolve("gone.mid"), midi.resolve("nowhere"));
        Files.createDirectory(midi.resolve("folder.mid")); // a folder like any other
        Files.createSymbolicLink(midi.resolve("link.mid"), midi.resolve("folder.mid"));

        PreprocessReport report = run(midi, temp.resolve("store"));

        assertEquals(3, report.pieces());
        assertEquals(
                List.of("cut.mid", "empty.mid", "gone.mid", "text.MIDI"),
                report.skipped().stream().map(SkippedFile::name).toList());
        String written = Files.readString(temp.resolve("store/report.txt"));
        assertTrue(written.contains("the file is empty"), written);
        assertTrue(written.contains("no MIDI file: expected MThd"), written);
        assertTrue(written.contains("the file ends"), written);
        assertTrue(written.contains("gone.mid\tno such file"), written);
        assertTrue(written.startsWith("3 pieces"), written);
    }

    @Test
    void aFolderThatCannotBeLookedIntoStopsNothing() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 30);
        Path closed = Files.createDirectory(midi.resolve("closed"));
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed), "this user may read everything");
        PreprocessReport report = run(midi, temp.resolve("store"));
        assertEquals(3, report.pieces());
        assertEquals("permission denied", report.skipped().get(0).reason());
        assertTrue(closed.toFile().setReadable(true));
    }

    @Test
    void aPipeIsNoFile() throws IOException, InterruptedException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 1, 30);
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", midi.resolve("pipe.mid").toString())
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            made = false;
        }
        assumeTrue(made, "no mkfifo here");
        assertEquals(
                1,
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> run(midi, temp.resolve("store")))
                        .files());
    }

    @Test
    void aFolderWithoutMidiFilesIsAnError() throws IOException {
        Path empty = Files.createDirectory(temp.resolve("midi"));
        Path store = temp.resolve("store");
        DatasetException e = assertThrows(DatasetException.class, () -> run(empty, store));
        assertTrue(e.getMessage().startsWith(empty + ": no MIDI files here"), e.getMessage());
        assertThrows(NoSuchFileException.class, () -> run(temp.resolve("missing"), store));
        Path file = Files.createFile(temp.resolve("file"));
        assertThrows(NotDirectoryException.class, () -> run(file, store));
        assertTrue(Files.notExists(store));
    }

    @Test
    void aFolderOfBadFilesMakesAnEmptyStoreThatSaysSo() throws IOException {
        Files.createDirectory(temp.resolve("midi"));
        Files.writeString(temp.resolve("midi/a.mid"), "text");
        assertEquals(0, run(temp.resolve("midi"), temp.resolve("store")).pieces());
        DatasetException e = assertThrows(DatasetException.class, () -> PerformanceDataset.open(temp.resolve("store")));
        assertTrue(e.getMessage().contains("1 files were skipped"), e.getMessage());
    }

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
    void anotherNumberOfThreadsMakesTheSameDataset() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 12, 30);
        new Preprocessor(SETTINGS, 1).run(midi, temp.resolve("one"), false, Progress.NONE);
        new Preprocessor(SETTINGS, 5).run(midi, temp.resolve("five"), false, Progress.NONE);
        PerformanceDataset one = PerformanceDataset.open(temp.resolve("one"));
        PerformanceDataset five = PerformanceDataset.open(temp.resolve("five"));
        WindowBatch first = new WindowSampler(one, 20, 5, 8, Augmentation.ALL_KEYS, 3).batch(1);
        WindowBatch second = new WindowSampler(five, 20, 5, 8, Augmentation.ALL_KEYS, 3).batch(1);
        assertArrayEquals(first.events(), second.events());
        assertArrayEquals(first.controls(), second.controls());
    }

    @Test
    void whatFailedForAReasonThatMayPassIsTriedAgain() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3, 30);
        Path closed = midi.resolve("set0/piece000.mid");
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed), "this user may read everything");
        PreprocessReport first = run(midi, temp.resolve("store"));
        assertEquals(2, first.pieces());
        assertEquals(1, first.failed());
        assertEquals("permission denied", first.skipped().get(0).reason());
        assertTrue(closed.toFile().setReadable(true));
        PreprocessReport second = run(midi, temp.resolve("store"));
        assertEquals(1, second.fresh());
        assertEquals(3, second.pieces());
        assertEquals(0, second.failed());
    }

    @Test
    void aLinkThatLeadsNowhereIsTriedAgainAndAChangedTargetReadAgain() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 2, 30);
        Path target = temp.resolve("elsewhere.mid");
        Files.createSymbolicLink(midi.resolve("link.mid"), target);
        assertEquals(1, run(midi, temp.resolve("store")).failed());
        MadeUpMidi.write(target, 30, 1);
        assertEquals(1, run(midi, temp.resolve("store")).fresh());
        MadeUpMidi.write(target, 60, 2);
        assertEquals(1, run(midi, temp.resolve("store")).fresh());
        assertEquals(3, run(midi, temp.resolve("store")).pieces());
        assertSameStore(midi, temp.resolve("store"));
    }

    @Test
    void aLinkToADeviceIsNoFileAndALinkedFolderIsAFolder() throws IOException {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "no /dev/zero here");
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 1, 30);
        Path other = MadeUpMidi.folder(temp.resolve("other"), 2, 40);
        Files.createSymbolicLink(midi.resolve("zero.mid"), zero);
        Files.createSymbolicLink(midi.resolve("more"), other);
        Files.createSymbolicLink(midi.resolve("round"), midi);
        PreprocessReport report =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> run(midi, temp.resolve("store")));
        assertEquals(3, report.files());
        assertEquals(3, report.pieces());
        assertEquals(List.of(), report.skipped());
    }

    @Test
    void aWrongFolderDropsNothing() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 5, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        Path wrong = temp.resolve("wrong");
        MadeUpMidi.write(wrong.resolve("other.mid"), 30, 77);
        DatasetException e = assertThrows(DatasetException.class, () -> run(wrong, store));
        assertEquals(
                wrong + ": 5 of the 5 pieces of " + store
                        + " came from files that are not here. Is it the right folder? With --drop they are dropped",
                e.getMessage());
        assertEquals(5, PerformanceDataset.open(store).pieces().size());
        PreprocessReport dropped =
                new Preprocessor(SETTINGS, 1, true, Choice.NONE).run(wrong, store, false, Progress.NONE);
        assertEquals(5, dropped.dropped());
        assertTrue(dropped.summary().contains("5 pieces dropped"), dropped.summary());
        assertEquals(1, PerformanceDataset.open(store).pieces().size());
    }

    @Test
    void thePiecesOfAFolderThatCannotBeReadNowAreKept() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 6, 30);
        Path store = temp.resolve("store");
        run(midi, store);
        Path closed = midi.resolve("set0");
        assumeTrue(closed.toFile().setReadable(false) && !Files.isReadable(closed), "this user may read everything");
        PreprocessReport report = run(midi, store);
        assertTrue(closed.toFile().setReadable(true));
        assertEquals(6, report.pieces());
        assertTrue(report.kept() > 0, report.summary());
        assertEquals(0, report.dropped());
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

    @Test
    void aFaultThatIsGotByIsReported() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 1, 30);
        Files.copy(Path.of("src/test/resources/faults/midi/length-zero.mid"), midi.resolve("zero.mid"));
        PreprocessReport report = run(midi, temp.resolve("store"));
        assertEquals(2, report.pieces());
        assertEquals(1, report.warned().size());
        String written = Files.readString(temp.resolve("store/report.txt"));
        assertTrue(written.contains("zero.mid\tread, but "), written);
        StoreSettings strict = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25, Tolerance.STRICT);
        assertEquals(
                1,
                new Preprocessor(strict, 1)
                        .run(midi, temp.resolve("strict"), false, Progress.NONE)
                        .pieces());
    }

    @Test
    void namesOfFilesAreWrittenOnOneLineEach() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 1, 30);
        Path odd = midi.resolve("a\nb\u001b[2J.mid");
        try {
            Files.writeString(odd, "text");
        } catch (IOException | java.nio.file.InvalidPathException e) {
            assumeTrue(false, "such names are not possible here");
        }
        run(midi, temp.resolve("store"));
        List<String> lines = Files.readAllLines(temp.resolve("store/report.txt"));
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(1).startsWith("a\\nb\\e[2J.mid\t"), lines.get(1));
    }

    /** A file too large for the memory, between two others. */
    @Test
    void onePieceTooManyForTheMemoryDoesNotEndTheRun() throws Exception {
        Path midi = Files.createDirectory(temp.resolve("midi"));
        MadeUpMidi.write(midi.resolve("a.mid"), 30, 1);
        Files.write(midi.resolve("huge.mid"), new byte[16 << 20]);
        MadeUpMidi.write(midi.resolve("z.mid"), 30, 2);
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx20m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PathNamesTest.Run.class.getName(),
                        midi.toString(),
                        temp.resolve("store").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes());
        assertEquals(0, run.waitFor(), said);
        assertEquals("2", said.strip());
        assertTrue(Files.readString(temp.resolve("store/report.txt")).contains("huge.mid\tout of memory"));
    }
}
