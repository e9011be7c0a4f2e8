package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreIndex;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.input.LocalFolder;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.PieceReader;
import org.amadeus.data.io.Counted;

/**
 * Makes a folder of MIDI files into a store. A second run reads only what is new or changed; a file that cannot be used
 * is skipped with its reason and stops nothing.
 *
 * @param settings how the store is made
 * @param threads  readers that work at once, 1 or more
 * @param mayDrop  whether more than half of a store's pieces may be dropped because their files are gone
 * @param choice   which pieces are kept
 */
public record Preprocessor(StoreSettings settings, int threads, boolean mayDrop, Choice choice) {
    public Preprocessor {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
    }

    /** Keeps all pieces, and refuses to drop more than half of a store's: most likely it is the wrong folder. */
    public Preprocessor(StoreSettings settings, int threads) {
        this(settings, threads, false, Choice.NONE);
    }

    /**
     * @param midi   the folder with MIDI files, in it and in the folders below
     * @param store  the store's folder; made where there is none
     * @param afresh whether to make the store anew; until that is done the one that is there stays
     * @throws DatasetException where there are no MIDI files, most pieces would be dropped, or the store there cannot be
     *                          added to (a full disk, too): what was done before lasts
     * @throws IOException      where the folder cannot be read or the index cannot be written
     */
    public PreprocessReport run(Path midi, Path store, boolean afresh, Progress progress) throws IOException {
        return run(new LocalFolder(midi, threads), store, afresh, progress);
    }

    /** Likewise, of files that others read; {@link #threads} counts for nothing then. */
    public PreprocessReport run(MidiInput midi, Path store, boolean afresh, Progress progress) throws IOException {
        long began = System.nanoTime();
        MidiFolder.Listing listing = midi.list();
        List<MidiFolder.Found> files = listing.files();
        Troubles troubles = new Troubles(listing.unreadable());
        PieceReader reader = new PieceReader(settings);
        try (StoreWriter writer = new StoreWriter(store, settings, afresh)) {
            if (afresh) {
                midi.dropLeftovers();
            }
            Predicate<String> gone = name -> !isFrom(name, listing::has);
            Predicate<String> hidden = name -> isBelow(name, listing.unreadable());
            int dropped = writer.count(gone.and(hidden.negate()));
            int kept = writer.count(gone.and(hidden));
            if (!mayDrop && 2 * dropped > writer.pieces()) {
                throw new DatasetException(
                        midi + ": " + dropped + " of the " + Counted.of(writer.pieces(), "piece") + " of " + store
                                + " came from files that are not here. Is it the right folder? With --drop they are dropped");
            }
            writer.drop(gone.and(hidden.negate()));
            MidiInput.Sink sink = file -> {
                writer.take(file);
                troubles.take(file);
            };
            midi.leftovers(reader, sink);
            writer.drop(gone.and(hidden.negate()));
            Chooser chooser = new Chooser(choice, midi.inspector(), store.toAbsolutePath());
            if (!chooser.begin() || dropped > 0) {
                writer.forgetLeftOut(); // what it was left out for may be no more
            }
            files.stream()
                    .filter(file -> choice.excludes(file.name()))
                    .forEach(file ->
                            writer.leaveOut(file.name(), file.size(), file.modified(), "excluded: named by --exclude"));
            List<MidiFolder.Found> fresh =
                    files.stream().filter(file -> !writer.knows(file)).toList();
            fresh.stream()
                    .filter(MidiFolder.Found::archive)
                    .forEach(archive -> writer.drop(name -> name.startsWith(archive.name() + "/")));
            AtomicInteger read = new AtomicInteger();
            midi.read(
                    fresh,
                    reader,
                    file -> {
                        sink.take(file);
                        read.incrementAndGet();
                    },
                    progress);
            chooser.choose(writer);
            StoreIndex index = writer.finish();
            chooser.finish();
            midi.dropLeftovers();
            PreprocessReport report = report(
                            index, count(files, index), read.get(), troubles, Unmatched.of(choice, files, index), began)
                    .with(dropped, kept, writer.isOutdated());
            report.write(store);
            return report;
        }
    }

    /** Whether a piece of that name came from one of these files, or from an archive among them. */
    private static boolean isFrom(String name, Predicate<String> files) {
        boolean from = files.test(name);
        for (int slash = name.indexOf('/'); slash >= 0 && !from; slash = name.indexOf('/', slash + 1)) {
            from = files.test(name.substring(0, slash));
        }
        return from;
    }

    /** How many MIDI files there are: those in the archives are known by what became of them. */
    private static int count(List<MidiFolder.Found> files, StoreIndex index) {
        Set<String> archives = files.stream()
                .filter(MidiFolder.Found::archive)
                .map(MidiFolder.Found::name)
                .collect(Collectors.toSet());
        int inside = 0;
        if (!archives.isEmpty()) {
            inside += (int) index.pieces().stream()
                    .filter(piece -> isFrom(piece.name(), archives::contains))
                    .count();
            inside += (int) index.skipped().stream()
                    .filter(file -> isFrom(file.name(), archives::contains))
                    .count();
        }
        return files.size() - archives.size() + inside;
    }

    private static boolean isBelow(String name, List<SkippedFile> folders) {
        return folders.stream().anyMatch(folder -> name.equals(folder.name()) || name.startsWith(folder.name() + "/"));
    }

    private PreprocessReport report(
            StoreIndex index, int files, int fresh, Troubles troubles, Unmatched unmatched, long began) {
        return new PreprocessReport(
                settings,
                files,
                fresh,
                index.pieces().size(),
                (int) index.pieces().stream()
                        .filter(piece -> piece.split() == Split.VALID)
                        .count(),
                index.pieces().stream().mapToLong(Piece::events).sum(),
                index.pieces().stream().mapToDouble(Piece::seconds).sum() / 3600,
                (System.nanoTime() - began) / 1e9,
                troubles.with(index.skipped()),
                troubles.failures(),
                troubles.warnings(),
                0,
                0,
                unmatched,
                false);
    }
}
