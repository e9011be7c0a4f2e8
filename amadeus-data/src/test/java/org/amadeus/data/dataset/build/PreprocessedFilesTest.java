package org.amadeus.data.dataset.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.midi.read.Tolerance;
import org.junit.jupiter.api.Test;

/** Which files of a folder are read, skipped, or tried again. */
class PreprocessedFilesTest extends PreprocessorFixture {
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
        assertTrue(e.getMessage().contains("1 file was skipped"), e.getMessage());
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
}
