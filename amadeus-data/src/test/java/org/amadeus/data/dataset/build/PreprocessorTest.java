package org.amadeus.data.dataset.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.input.PathNamesTest;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.data.dataset.window.WindowBatch;
import org.amadeus.data.dataset.window.WindowSampler;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.performance.PerformanceReader;
import org.junit.jupiter.api.Test;

class PreprocessorTest extends PreprocessorFixture {
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

    @Test
    void aFolderWithSomebodysReportIsLeftAlone() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 2, 30);
        Path mine = Files.createDirectory(temp.resolve("mine"));
        Path report = Files.writeString(mine.resolve("report.txt"), "about something else");
        assertEquals(
                mine
                        + ": holds a report.txt, which a dataset would replace, and no dataset. Name a folder that is new or"
                        + " empty",
                assertThrows(DatasetException.class, () -> run(midi, mine)).getMessage());
        assertEquals("about something else", Files.readString(report));
    }

    @Test
    void anotherNumberOfThreadsMakesTheSameDataset() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 12, 30);
        new Preprocessor(SETTINGS, 1).run(midi, temp.resolve("one"), false, Progress.NONE);
        new Preprocessor(SETTINGS, 5).run(midi, temp.resolve("five"), false, Progress.NONE);
        PreprocessReport most =
                new Preprocessor(SETTINGS, Integer.MAX_VALUE).run(midi, temp.resolve("most"), false, Progress.NONE);
        assertEquals(most.files(), most.pieces());
        PerformanceDataset one = PerformanceDataset.open(temp.resolve("one"));
        PerformanceDataset five = PerformanceDataset.open(temp.resolve("five"));
        WindowBatch first = new WindowSampler(one, 20, 5, 8, Augmentation.ALL_KEYS, 3).batch(1);
        WindowBatch second = new WindowSampler(five, 20, 5, 8, Augmentation.ALL_KEYS, 3).batch(1);
        assertArrayEquals(first.events(), second.events());
        assertArrayEquals(first.controls(), second.controls());
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
