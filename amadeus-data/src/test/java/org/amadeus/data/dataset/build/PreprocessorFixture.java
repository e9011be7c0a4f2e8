package org.amadeus.data.dataset.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoreSettings;
import org.junit.jupiter.api.io.TempDir;

/** Preprocesses made-up folders into stores. */
public abstract class PreprocessorFixture {
    public static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25);

    @TempDir
    public Path temp;

    protected PreprocessReport run(Path midi, Path store) throws IOException {
        return new Preprocessor(SETTINGS, 2).run(midi, store, false, Progress.NONE);
    }

    protected void assertSameStore(Path midi, Path store) throws IOException {
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
}
