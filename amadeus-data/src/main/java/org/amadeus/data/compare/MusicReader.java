package org.amadeus.data.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.performance.PerformanceMidi;

/** Measures folders of MIDI files and datasets. */
public final class MusicReader {
    private final Tolerance tolerance;
    private final Progress progress;

    /** @param tolerance what is done about damaged files */
    public MusicReader(Tolerance tolerance, Progress progress) {
        this.tolerance = tolerance;
        this.progress = progress;
    }

    /**
     * Measures the MIDI files in a folder and the folders in it, pedal heard.
     *
     * @param skipped filled with the files that could not be used
     * @param warned  filled with those that were read with something wrong that was got by
     * @throws org.amadeus.data.dataset.DatasetException where there is no MIDI file
     * @throws AmadeusException                          where none of them could be used
     * @throws IOException                               where the folder cannot be read
     */
    public MusicStatistics folder(Path folder, List<SkippedFile> skipped, List<SkippedFile> warned) throws IOException {
        MidiFolder.Listing listing = MidiFolder.list(folder);
        List<MidiFolder.Found> files = listing.files();
        skipped.addAll(listing.unreadable());
        MusicStatistics statistics = new MusicStatistics();
        int done = 0;
        for (MidiFolder.Found file : files) {
            try {
                MidiFile midi = MidiReader.read(file.path(), tolerance);
                NoteSequence notes = midi.notes();
                if (notes.isEmpty()) {
                    throw new AmadeusException(file.path() + ": no notes");
                }
                statistics.add(notes);
                for (String warning : midi.warnings()) {
                    warned.add(new SkippedFile(file.name(), file.size(), file.modified(), warning));
                }
            } catch (AmadeusException e) {
                skipped.add(new SkippedFile(file.name(), file.size(), file.modified(), e.getMessage()));
            } catch (IOException e) {
                skipped.add(new SkippedFile(file.name(), file.size(), file.modified(), "cannot be read: " + e));
            }
            progress.update(++done, files.size(), "");
        }
        skipped.sort(Comparator.comparing(SkippedFile::name));
        if (statistics.pieces() == 0) {
            throw new AmadeusException(folder + ": of " + Counted.of(files.size(), "MIDI file")
                    + " none can be used, the first: " + skipped.get(0).reason());
        }
        return statistics;
    }

    /**
     * Measures the pieces of a dataset as they would sound if a model had generated them: decoded, and written to MIDI in
     * the way of the dataset's profile, so that what the codec itself does to music makes no difference.
     */
    public MusicStatistics dataset(PerformanceDataset dataset) {
        MusicStatistics statistics = new MusicStatistics();
        int pieces = dataset.pieces().size();
        for (int piece = 0; piece < pieces; piece++) {
            NoteSequence notes =
                    PerformanceMidi.of(dataset.events(piece), dataset.profile()).notes();
            if (!notes.isEmpty()) {
                statistics.add(notes);
            }
            progress.update(piece + 1, pieces, "");
        }
        return statistics;
    }
}
