package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.input.EventPieces;
import org.amadeus.data.dataset.input.LocalFolder;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.TemporaryFolder;

/**
 * Where pieces are read from: a store, or a folder of MIDI files that is made into a store for the while. What was made is
 * deleted when this is closed; the dataset must not be used after that.
 */
public final class DatasetSource implements AutoCloseable {
    private final PerformanceDataset dataset;
    private final List<SkippedFile> skipped;
    private final List<SkippedFile> warned;
    /** Of what was read just now; null where a store was opened. */
    private final TemporaryFolder temporary;

    private DatasetSource(
            PerformanceDataset dataset,
            List<SkippedFile> skipped,
            List<SkippedFile> warned,
            TemporaryFolder temporary) {
        this.dataset = dataset;
        this.skipped = List.copyOf(skipped);
        this.warned = List.copyOf(warned);
        this.temporary = temporary;
    }

    /**
     * Opens a store, or reads a folder of MIDI files.
     *
     * @param path     either
     * @param settings how MIDI files are read; a store has its own
     * @param threads  files to read at once
     * @throws DatasetException where {@code path} is neither, or a store that is damaged, or holds no usable piece
     */
    public static DatasetSource open(Path path, StoreSettings settings, int threads, Progress progress)
            throws IOException {
        return open(path, settings, Choice.NONE, threads, progress);
    }

    /** Likewise; of MIDI files some are left out, and are among those {@link #skipped}. */
    public static DatasetSource open(Path path, StoreSettings settings, Choice choice, int threads, Progress progress)
            throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        if (StoreFolder.isStore(path)) {
            return new DatasetSource(PerformanceDataset.open(path), List.of(), List.of(), null);
        }
        requireMidi(path);
        return made(new LocalFolder(path, threads), settings, choice, progress);
    }

    /**
     * Pieces that are no files, by their names.
     *
     * @param settings what their events are
     */
    public static DatasetSource of(Map<String, EventSequence> pieces, StoreSettings settings) throws IOException {
        return made(new EventPieces(pieces), settings, Choice.NONE, Progress.NONE);
    }

    private static DatasetSource made(MidiInput midi, StoreSettings settings, Choice choice, Progress progress)
            throws IOException {
        TemporaryFolder temporary = new TemporaryFolder("amadeus-dataset");
        try {
            PreprocessReport report =
                    new Preprocessor(settings, 1, false, choice).run(midi, temporary.path(), true, progress);
            if (report.pieces() == 0) {
                throw new DatasetException(midi + ": of " + Counted.of(report.files(), "MIDI file")
                        + " none can be used, the first: "
                        + report.skipped().get(0).reason());
            }
            return new DatasetSource(
                    PerformanceDataset.open(temporary.path()), report.skipped(), report.warned(), temporary);
        } catch (IOException | RuntimeException e) {
            temporary.close();
            if (e instanceof DatasetException && e.getCause() instanceof IOException full) {
                throw new DatasetException(
                        temporary.path().getParent() + ": cannot hold the events of " + midi + ", " + full.getMessage()
                                + ". Make room there, or set TMPDIR to another folder",
                        e);
            }
            throw e;
        }
    }

    private static void requireMidi(Path path) throws IOException {
        try {
            MidiFolder.list(path);
        } catch (DatasetException e) {
            throw new DatasetException(
                    path + ": neither a dataset (no " + StoreFolder.INDEX_FILE + ") nor a folder with MIDI files."
                            + " \"amadeus preprocess MIDI_DIR " + path + "\" makes a dataset",
                    e);
        }
    }

    /** The pieces. */
    public PerformanceDataset dataset() {
        return dataset;
    }

    /** The MIDI files that could not be used just now; none where a store was opened. */
    public List<SkippedFile> skipped() {
        return skipped;
    }

    /** The MIDI files that were read just now with something wrong that was got by; none where a store was opened. */
    public List<SkippedFile> warned() {
        return warned;
    }

    @Override
    public void close() throws IOException {
        if (temporary != null) {
            temporary.close();
        }
    }
}
