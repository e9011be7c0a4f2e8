package org.amadeus.data.dataset.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.selection.Compositions;
import org.amadeus.data.selection.QualityLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.3);

    @TempDir
    private Path temp;

    private Path midi;
    private Path store;

    @BeforeEach
    void folders() {
        midi = temp.resolve("midi");
        store = temp.resolve("store");
    }

    /** Played by hand: no two gaps alike. */
    private static List<Note> played(int notes, long seed) {
        Random random = new Random(seed);
        List<Note> played = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < notes; i++) {
            time += 0.05 + random.nextInt(60) * 0.01;
            played.add(new Note(time, time + 0.3, 40 + random.nextInt(40), 24 + random.nextInt(90)));
        }
        return played;
    }

    private void write(String name, List<Note> notes) throws IOException {
        MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(notes)), midi.resolve(name));
    }

    private static List<Note> moved(List<Note> notes, int semitones, double tempo) {
        return notes.stream()
                .map(note ->
                        new Note(note.start() * tempo, note.end() * tempo, note.pitch() + semitones, note.velocity()))
                .toList();
    }

    private PreprocessReport run(Choice choice) throws IOException {
        return new Preprocessor(SETTINGS, 2, true, choice).run(midi, store, false, Progress.NONE);
    }

    private static Choice duplicates(boolean once) {
        return new Choice(QualityLimits.NONE, OptionalDouble.of(0.5), once, Compositions.NONE, Set.of());
    }

    private static Choice limits(QualityLimits limits) {
        return new Choice(limits, OptionalDouble.empty(), false, Compositions.NONE, Set.of());
    }

    private Map<String, Split> splits() throws IOException {
        Map<String, Split> splits = new HashMap<>();
        PerformanceDataset.open(store).pieces().forEach(piece -> splits.put(piece.name(), piece.split()));
        return splits;
    }

    /** Ten pieces, each with duplicates of one kind: the same, in another key, slower, a part, one note of thirty left out. */
    private void writeFamilies() throws IOException {
        for (int i = 0; i < 10; i++) {
            List<Note> notes = played(600, i);
            write("f" + i + "/original.mid", notes);
            switch (i % 5) {
                case 0 -> write("f" + i + "/same.mid", notes);
                case 1 -> write("f" + i + "/key.mid", moved(notes, 3, 1));
                case 2 -> write("f" + i + "/slow.mid", moved(notes, 0, 1.3));
                case 3 -> write("f" + i + "/part.mid", notes.subList(150, 400));
                default -> {
                    List<Note> fewer = new ArrayList<>(notes);
                    for (int at = 590; at > 0; at -= 30) {
                        fewer.remove(at);
                    }
                    write("f" + i + "/gaps.mid", fewer);
                }
            }
        }
    }

    @Test
    void duplicatesOfEveryKindAreNamedAndLieInOnePart() throws IOException {
        writeFamilies();
        PreprocessReport report = run(duplicates(false));
        assertEquals(20, report.pieces());
        List<String> lines = Files.readAllLines(store.resolve("duplicates.txt"));
        for (int i = 0; i < 10; i++) {
            int at = lines.indexOf("# f" + i + "/original.mid");
            assertTrue(at > 0 || i % 5 < 3, "the longer one is kept: " + lines); // where one is longer
            String family = "f" + i + "/";
            assertEquals(2, lines.stream().filter(line -> line.contains(family)).count(), lines.toString());
        }
        assertTrue(lines.contains("f0/same.mid\texact"), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("f3/part.mid\tnear ")), lines.toString());
        Map<String, Split> splits = splits();
        Map<String, Set<Split>> families = new HashMap<>();
        splits.forEach((name, split) -> families.computeIfAbsent(name.substring(0, 2), family -> new HashSet<>())
                .add(split));
        families.forEach((family, parts) -> assertEquals(1, parts.size(), family));
        assertEquals(2, new HashSet<>(splits.values()).size(), "both parts are there");

        Set<String> list = Choice.names(store.resolve("duplicates.txt"));
        assertEquals(10, list.size());
        PreprocessReport without =
                run(new Choice(QualityLimits.NONE, OptionalDouble.empty(), false, Compositions.NONE, list));
        assertEquals(10, without.pieces());
        assertEquals(Map.of("excluded", 10), without.leftOut());
        assertTrue(without.summary().contains("; left out: 10 excluded"), without.summary());
    }

    /** As an editor on Windows may write it, with a mark in front. */
    @Test
    void aListKeepsItsOrderAndNamesWhatIsOfNoFile() throws IOException {
        write("a.mid", played(40, 1));
        write("b.mid", played(40, 2));
        Files.writeString(midi.resolve("text.mid"), "text");
        Path list = temp.resolve("list.txt");
        Files.writeString(list, "\uFEFFa.mid\r\nz.mid\r\n# none\r\n./b.mid\r\ntext.mid\r\ny.mid\r\n");
        Choice choice =
                new Choice(QualityLimits.NONE, OptionalDouble.empty(), false, Compositions.NONE, Choice.names(list));
        for (int i = 0; i < 2; i++) {
            PreprocessReport report = run(choice);
            assertEquals(1, report.pieces());
            assertEquals(
                    List.of("z.mid", "./b.mid", "y.mid"), report.unmatched().excluded());
            assertEquals(List.of(), report.unmatched().pieces());
        }
    }

    @Test
    void onlyOneOfEachIsKept() throws IOException {
        writeFamilies();
        PreprocessReport report = run(duplicates(true));
        assertEquals(10, report.pieces());
        assertEquals(Map.of("duplicate", 10), report.leftOut());
        assertEquals(0, run(duplicates(true)).fresh(), "what was left out is known");
        PreprocessReport all = run(Choice.NONE);
        assertEquals(20, all.pieces(), "and comes back where it is wanted");
        assertEquals(10, all.fresh());
        assertEquals(Map.of(), all.leftOut());
        assertEquals(0, run(Choice.NONE).fresh());
    }

    @Test
    void differentPiecesAreNoDuplicates() throws IOException {
        for (int i = 0; i < 12; i++) {
            write("p" + i + ".mid", played(500, 100 + i));
        }
        assertEquals(12, run(duplicates(true)).pieces());
    }

    @Test
    void eachLimitHasItsCount() throws IOException {
        write("fine.mid", played(300, 1));
        write("few.mid", played(20, 2));
        write(
                "loud.mid",
                played(300, 3).stream()
                        .map(note -> new Note(note.start(), note.end(), note.pitch(), 64))
                        .toList());
        List<Note> grid = new ArrayList<>();
        List<Note> dense = new ArrayList<>();
        Random random = new Random(4);
        double time = 0;
        for (int i = 0; i < 400; i++) {
            grid.add(new Note(0.25 * i, 0.25 * i + 0.2, 40 + random.nextInt(40), 24 + random.nextInt(90)));
            time += 0.01 + random.nextInt(3) * 0.005;
            dense.add(new Note(time, time + 0.2, 30 + random.nextInt(70), 24 + random.nextInt(90)));
        }
        write("grid.mid", grid);
        write("dense.mid", dense);
        PreprocessReport report = run(limits(new QualityLimits(50, 10, 2, 1, 30)));
        assertEquals(Map.of("too short", 2, "constant velocity", 1), report.leftOut(), report.summary());
        assertEquals(
                Map.of("too dense", 1),
                run(limits(new QualityLimits(0, 0, 0, 1, 30))).leftOut());
        PreprocessReport gridded = run(limits(new QualityLimits(0, 0, 0, 0.9, Double.POSITIVE_INFINITY)));
        assertTrue(
                gridded.skipped().stream().anyMatch(file -> file.name().equals("grid.mid") && file.isLeftOut()),
                gridded.summary());
        assertEquals(
                1,
                run(limits(new QualityLimits(50, 0, 0, 1, Double.POSITIVE_INFINITY)))
                        .leftOut()
                        .size());
        assertTrue(Files.readString(store.resolve("report.txt"))
                .contains("few.mid\tleft out: too short: 20 notes, expected 50 or more"));
        assertEquals(5, run(Choice.NONE).pieces());
    }

    @Test
    void aCompositionLiesInOnePart() throws IOException {
        StringBuilder table =
                new StringBuilder("canonical_composer,canonical_title,split,year,midi_filename,audio_filename\n");
        for (int i = 0; i < 60; i++) {
            write("2004/p" + i + ".mid", played(60, i));
            table.append("\"Bach, J. S.\",\"Fugue \"\"No.\"\" " + i % 12 + "\",train,2004,2004/p" + i + ".mid,x.wav\n");
        }
        Path csv = temp.resolve("table.csv");
        Files.writeString(csv, table);
        run(new Choice(QualityLimits.NONE, OptionalDouble.empty(), false, Compositions.read(csv), Set.of()));
        Map<Integer, Set<Split>> parts = new HashMap<>();
        splits().forEach((name, split) -> parts.computeIfAbsent(
                        Integer.parseInt(name.replaceAll("\\D*2004\\D*|\\D", "")) % 12, composition -> new HashSet<>())
                .add(split));
        assertEquals(12, parts.size());
        parts.forEach((composition, split) -> assertEquals(1, split.size(), composition.toString()));
        assertEquals(2, new HashSet<>(splits().values()).size());

        run(Choice.NONE);
        Map<String, Split> again = splits();
        store = temp.resolve("without");
        run(Choice.NONE);
        assertEquals(splits(), again, "without the table all are held out as if there had been none");
    }

    /** What was left out for the run's sake must not stay away. */
    @Test
    void aRunThatIsBrokenOffDecidesNothing() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("p" + i + ".mid", played(60, i));
        }
        run(Choice.NONE);
        Choice choice =
                new Choice(QualityLimits.NONE, OptionalDouble.of(0.5), true, Compositions.NONE, Set.of("p1.mid"));
        Path target = Files.createDirectory(store.resolve("duplicates.txt")); // can't be written
        assertThrows(IOException.class, () -> run(choice));
        Files.delete(target);
        assertEquals("", Files.readString(store.resolve("choice.txt")));
        run(choice);
        assertEquals(4, run(Choice.NONE).pieces());
    }
}
