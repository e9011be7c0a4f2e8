package org.amadeus.spark.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Choice;
import org.amadeus.data.dataset.build.PreprocessReport;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.PieceReader;
import org.amadeus.data.selection.Compositions;
import org.amadeus.data.selection.QualityLimits;
import org.amadeus.spark.LocalSpark;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers make of MIDI files is what one machine makes of them. */
class SparkMidiTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25);
    private static final int FILES = 24;

    private static JavaSparkContext spark;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() {
        spark = LocalSpark.open("local[2]", Map.of("spark.hadoop.fs.elsewhere.impl", TestFileSystem.class.getName()));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static PreprocessReport run(MidiInput midi, Path store, boolean afresh) throws IOException {
        return new Preprocessor(SETTINGS, 1).run(midi, store, afresh, Progress.NONE);
    }

    private static SparkMidi midi(Object place, Path store, int partitions) {
        return SparkMidi.of(spark, OptionalInt.of(partitions), place.toString(), store);
    }

    /** Name, part, length and events of each piece; what the names begin with is left out. */
    private static Map<String, List<Object>> content(Path store, String prefix) throws IOException {
        PerformanceDataset dataset = PerformanceDataset.open(store);
        Map<String, List<Object>> content = new TreeMap<>();
        for (int i = 0; i < dataset.pieces().size(); i++) {
            var piece = dataset.pieces().get(i);
            content.put(
                    piece.name().substring(prefix.length()),
                    List.of(piece.split(), piece.seconds(), piece.checksum(), dataset.events(i)));
        }
        return content;
    }

    private static List<String> said(List<SkippedFile> files) {
        return files.stream().map(file -> file.name() + ": " + file.reason()).toList();
    }

    @Test
    void theSamePiecesWhateverTheNumberOfParts() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), FILES);
        PreprocessReport plain = new Preprocessor(SETTINGS, 2).run(midi, temp.resolve("plain"), false, Progress.NONE);
        Map<String, List<Object>> expected = content(temp.resolve("plain"), "");
        assertEquals(FILES + 1, expected.size());
        for (int partitions : new int[] {1, 3, 100}) {
            Path store = temp.resolve("store" + partitions);
            PreprocessReport report = run(midi(midi, store, partitions), store, false);

            assertEquals(expected, content(store, ""), partitions + " parts");
            assertEquals(said(plain.skipped()), said(report.skipped()));
            assertEquals(said(plain.warned()), said(report.warned()));
            assertEquals(plain.summary(), report.summary());
            assertEquals(plain.fresh(), report.fresh());
            assertEquals(plain.files(), report.files());
            assertEquals(
                    Files.readAllLines(temp.resolve("plain/report.txt")),
                    Files.readAllLines(store.resolve("report.txt")));
            assertFalse(Files.exists(store.resolve("shards")), "shards are gone when their content is in the index");
        }
    }

    @Test
    void aSecondRunReadsOnlyWhatIsNewAndEitherKindGoesOnWithTheOthers() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 6);
        Path store = temp.resolve("store");
        new Preprocessor(SETTINGS, 1).run(midi, store, false, Progress.NONE);
        MadeUpMidi.write(midi.resolve("new.mid"), 40, 77);
        PreprocessReport second = run(midi(midi, store, 2), store, false);
        assertEquals(1, second.fresh());
        assertEquals(8, second.pieces());
        assertEquals(0, run(midi(midi, store, 2), store, false).fresh());
        assertEquals(
                0,
                new Preprocessor(SETTINGS, 1)
                        .run(midi, store, false, Progress.NONE)
                        .fresh());
    }

    /** As a run that was killed leaves it: some shards whole, one begun, no index. */
    @Test
    void aRestartDoesOnlyWhatIsMissing() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), FILES);
        Path store = temp.resolve("store");
        Files.createDirectories(store);
        SparkMidi first = midi(midi, store, 9);
        List<MidiFolder.Found> files = first.list().files();
        assertThrows(
                DatasetException.class,
                () -> first.read(
                        files.subList(0, 10),
                        new PieceReader(SETTINGS),
                        file -> {
                            throw new DatasetException("the driver is gone");
                        },
                        Progress.NONE));
        Files.write(store.resolve("shards/.begun.part"), new byte[100]);
        Files.delete(midi.resolve("set0/piece 000.mid"));
        MadeUpMidi.write(midi.resolve("set0/piece 003.mid"), 55, 99);

        PreprocessReport second = run(midi(midi, store, 4), store, false);

        Path plain = temp.resolve("plain");
        PreprocessReport expected = new Preprocessor(SETTINGS, 1).run(midi, plain, false, Progress.NONE);
        assertEquals(content(plain, ""), content(store, ""));
        assertEquals(said(expected.skipped()), said(second.skipped()));
        assertEquals(said(expected.warned()), said(second.warned()));
        // Of the ten that had been read one is gone and one has changed.
        assertEquals(files.size() - 1 - 8, second.fresh());
        assertFalse(Files.exists(store.resolve("shards")));
    }

    @Test
    void shardsMadeInAnotherWayCountForNothing() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 3);
        Path store = temp.resolve("store");
        Files.createDirectories(store);
        SparkMidi first = midi(midi, store, 1);
        StoreSettings other = new StoreSettings(CodecProfile.REFERENCE, true, 0.25);
        assertThrows(
                DatasetException.class,
                () -> first.read(
                        first.list().files(),
                        new PieceReader(other),
                        file -> {
                            throw new DatasetException("the driver is gone");
                        },
                        Progress.NONE));
        assertEquals(6, run(midi(midi, store, 1), store, false).fresh());
    }

    @Test
    void archivesHoldTheSamePieces() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), FILES);
        new Preprocessor(SETTINGS, 1).run(midi, temp.resolve("plain"), false, Progress.NONE);
        Map<String, List<Object>> expected = content(temp.resolve("plain"), "");
        for (String name : List.of("all.tar", "all.tar.gz", "all.zip")) {
            Path archive = temp.resolve(name);
            pack(midi, archive);
            Path store = temp.resolve(name + "-store");
            PreprocessReport report = run(midi(archive, store, 2), store, false);
            assertEquals(expected, content(store, name + "/"), name);
            assertEquals(FILES + 3, report.files());
            assertEquals(2, report.skipped().size());
            assertEquals(1, report.warned().size());
            assertEquals(0, run(midi(archive, store, 2), store, false).fresh(), "nothing has changed");
        }
    }

    @Test
    void aDamagedArchiveGivesWhatComesBeforeTheDamage() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), FILES);
        Path folder = Files.createDirectory(temp.resolve("shards"));
        pack(midi, folder.resolve("all.tar"));
        byte[] whole = Files.readAllBytes(folder.resolve("all.tar"));
        Files.write(folder.resolve("all.tar"), java.util.Arrays.copyOf(whole, whole.length / 2 + 100));
        Files.writeString(folder.resolve("none.zip"), "no archive");
        Files.writeString(folder.resolve("none.tgz"), "no archive");
        Path store = temp.resolve("store");
        PreprocessReport report = run(midi(folder, store, 2), store, false);
        assertTrue(report.pieces() > 5 && report.pieces() < FILES, report.summary());
        List<String> broken = report.skipped().stream()
                .map(SkippedFile::name)
                .filter(name -> !name.contains("/"))
                .toList();
        assertEquals(
                List.of("all.tar", "none.tgz", "none.zip"),
                broken,
                said(report.skipped()).toString());
    }

    @Test
    void filesOfAnotherFileSystemAreReadThroughHadoop() throws IOException {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), FILES);
        pack(midi, midi.resolve("more.zip"));
        Path store = temp.resolve("store");
        PreprocessReport report = run(midi("elsewhere://" + midi, store, 3), store, false);
        Path local = temp.resolve("local");
        PreprocessReport expected = run(midi(midi, local, 2), local, false);
        assertEquals(content(local, ""), content(store, ""));
        assertEquals(2 * (FILES + 1), report.pieces());
        assertEquals(
                said(expected.skipped()).toString(),
                said(report.skipped()).toString().replace("elsewhere:" + midi, midi.toString()));
    }

    @Test
    void duplicatesAndLimitsAreThoseOfOneMachine() throws IOException {
        Path midi = temp.resolve("midi");
        for (int i = 0; i < 8; i++) {
            MadeUpMidi.write(midi.resolve("a" + i + ".mid"), 400, i);
            MadeUpMidi.write(midi.resolve("b" + i + ".mid"), i < 4 ? 400 : 150, i % 6);
        }
        Choice choice = new Choice(
                new QualityLimits(100, 0, 2, 0.99, 100), OptionalDouble.of(0.5), true, Compositions.NONE, Set.of());
        Path plain = temp.resolve("plain");
        PreprocessReport expected = new Preprocessor(SETTINGS, 2, false, choice).run(midi, plain, false, Progress.NONE);
        assertEquals(8, expected.leftOut().get("duplicate"), expected.summary());
        for (int partitions : new int[] {1, 5}) {
            Path store = temp.resolve("store" + partitions);
            PreprocessReport report = new Preprocessor(SETTINGS, 1, false, choice)
                    .run(midi(midi, store, partitions), store, false, Progress.NONE);
            assertEquals(content(plain, ""), content(store, ""));
            assertEquals(said(expected.skipped()), said(report.skipped()));
            assertEquals(
                    Files.readString(plain.resolve("duplicates.txt")),
                    Files.readString(store.resolve("duplicates.txt")));
        }
    }

    @Test
    void aPlaceThatIsNotThereIsNamed() {
        Path store = temp.resolve("store");
        assertEquals(
                "elsewhere:///not/there",
                assertThrows(
                                NoSuchFileException.class,
                                () -> run(midi("elsewhere:///not/there", store, 1), store, false))
                        .getFile());
        assertTrue(assertThrows(DatasetException.class, () -> run(midi("nowhere:///midi", store, 1), store, false))
                .getMessage()
                .startsWith("nowhere:///midi: no Hadoop file system"));
    }

    private static void pack(Path folder, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(archive))
                    .sorted()
                    .collect(Collectors.toList());
        }
        try (OutputStream out = Files.newOutputStream(archive)) {
            if (archive.toString().endsWith(".zip")) {
                ZipOutputStream zip = new ZipOutputStream(out);
                for (Path file : files) {
                    zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                    zip.write(Files.readAllBytes(file));
                }
                zip.finish();
                return;
            }
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(archive.toString().endsWith("gz") ? new GZIPOutputStream(out) : out)) {
                for (Path file : files) {
                    TarArchiveEntry entry =
                            new TarArchiveEntry(folder.relativize(file).toString());
                    entry.setSize(Files.size(file));
                    tar.putArchiveEntry(entry);
                    tar.write(Files.readAllBytes(file));
                    tar.closeArchiveEntry();
                }
            }
        }
    }
}
