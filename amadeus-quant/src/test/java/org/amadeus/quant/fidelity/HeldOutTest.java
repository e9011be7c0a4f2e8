package org.amadeus.quant.fidelity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutTest {
    private static final int PIECES = 75;

    @TempDir
    private Path folder;

    /** Fewer than there are pieces too, where whole batches are taken: what is told is what is compared on. */
    @Test
    void asManyWindowsAsItSaysAreVisited() throws IOException {
        PerformanceDataset dataset = dataset();
        for (int most : new int[] {1, 16, 32, 33, 74, 75, 76, 200, Integer.MAX_VALUE}) {
            HeldOut heldOut = new HeldOut(dataset, 20, most);
            List<Integer> pieces = new ArrayList<>();
            int[] batches = {0};
            heldOut.forEach(true, batch -> {
                batches[0]++;
                for (int slot = 0; slot < batch.windows(); slot++) {
                    if (batch.lengths()[slot] > 0) {
                        pieces.add(batch.pieces()[slot]);
                    }
                }
            });
            assertEquals(pieces.size(), heldOut.windows(), most + " windows");
            assertEquals(batches[0], heldOut.batches(), most + " windows");
            Set<Integer> distinct = new HashSet<>(pieces);
            assertTrue(distinct.size() >= Math.min(most, PIECES), most + " windows of " + distinct.size() + " pieces");
            assertTrue(pieces.size() <= Math.max(most, distinct.size()), most + " windows, not " + pieces.size());
        }
    }

    private PerformanceDataset dataset() throws IOException {
        for (int piece = 0; piece < PIECES; piece++) {
            List<Note> notes = new ArrayList<>();
            for (int i = 0; i < 8 + piece % 20; i++) {
                notes.add(new Note(i, i + 0.5, 40 + (i * (piece + 3)) % 40, 40 + piece % 60));
            }
            Path file = folder.resolve("midi/" + piece + ".mid");
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(notes)), file);
        }
        Path store = folder.resolve("dataset");
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 1), 1)
                .run(folder.resolve("midi"), store, false, Progress.NONE);
        return PerformanceDataset.open(store);
    }
}
