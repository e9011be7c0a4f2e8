package org.amadeus.data.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.data.performance.PerformanceReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicReaderTest {
    @TempDir
    private Path temp;

    private Path midi;

    @BeforeEach
    void writePieces() throws IOException {
        midi = temp.resolve("midi");
        for (int piece = 0; piece < 3; piece++) {
            List<Note> notes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                notes.add(new Note(i * 0.11, i * 0.11 + 0.05, 50 + (i * (piece + 5)) % 24, 30 + i));
            }
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(notes)), midi.resolve("p" + piece + ".mid"));
        }
    }

    @Test
    void badFilesAreSkippedAndNamed() throws IOException {
        Files.writeString(midi.resolve("a.mid"), "text");
        Files.createSymbolicLink(midi.resolve("b.mid"), temp.resolve("nowhere"));
        MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of()), midi.resolve("c.mid"));
        List<SkippedFile> skipped = new ArrayList<>();
        MusicStatistics music =
                new MusicReader(Tolerance.USUAL, Progress.NONE).folder(midi, skipped, new ArrayList<>());
        assertEquals(3, music.pieces());
        assertEquals(180, music.notes());
        assertEquals(
                List.of("a.mid", "b.mid", "c.mid"),
                skipped.stream().map(SkippedFile::name).toList());
    }

    @Test
    void aFolderOfBadFilesIsAnError() throws IOException {
        Path bad = Files.createDirectory(temp.resolve("bad"));
        Files.writeString(bad.resolve("a.mid"), "text");
        AmadeusException e = assertThrows(AmadeusException.class, () -> new MusicReader(Tolerance.USUAL, Progress.NONE)
                .folder(bad, new ArrayList<>(), new ArrayList<>()));
        assertTrue(e.getMessage().startsWith(bad + ": of 1 MIDI file none can be used"), e.getMessage());
    }

    /** What a perfect model generates, the dataset's own events written to MIDI, is like the dataset in every way. */
    @Test
    void aDatasetIsMeasuredAsIfAModelHadGeneratedIt() throws IOException {
        for (CodecProfile profile : CodecProfile.values()) {
            Path store = temp.resolve(profile.id());
            new Preprocessor(new StoreSettings(profile, true, 0), 1).run(midi, store, false, Progress.NONE);
            Path generated = temp.resolve("generated-" + profile.id());
            for (int piece = 0; piece < 3; piece++) {
                var events = new PerformanceReader(profile)
                        .read(MidiReader.read(midi.resolve("p" + piece + ".mid")))
                        .events();
                MidiWriter.write(PerformanceMidi.of(events, profile), generated.resolve("output-00" + piece + ".mid"));
            }
            MusicReader reader = new MusicReader(Tolerance.USUAL, Progress.NONE);
            Comparison comparison = new Comparison(
                    "made",
                    reader.folder(generated, new ArrayList<>(), new ArrayList<>()),
                    "store",
                    reader.dataset(PerformanceDataset.open(store)));
            for (Measure measure : Measure.values()) {
                assertEquals(1, comparison.overlap(measure), 1e-9, profile + " " + measure);
            }
        }
    }
}
