package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceReader;

/**
 * Makes a folder of MIDI files into a store. A second run reads only what is new or changed; a file that cannot be used
 * is skipped with its reason and stops nothing.
 *
 * @param settings how the store is made
 * @param threads  readers that work at once, 1 or more
 * @param mayDrop  whether more than half of a store's pieces may be dropped because their files are gone
 */
public record Preprocessor(StoreSettings settings, int threads, boolean mayDrop) {
    public Preprocessor {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
    }

    /** Refuses to drop more than half of a store's pieces: most likely it is the wrong folder. */
    public Preprocessor(StoreSettings settings, int threads) {
        this(settings, threads, false);
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
        long began = System.nanoTime();
        MidiFolder.Listing listing = MidiFolder.list(midi);
        List<MidiFolder.Found> files = listing.files();
        Troubles troubles = new Troubles(listing.unreadable());
        try (StoreWriter writer = new StoreWriter(store, settings, afresh)) {
            Set<String> names = files.stream().map(MidiFolder.Found::name).collect(Collectors.toSet());
            Predicate<String> hidden = name -> isBelow(name, listing.unreadable());
            int dropped = writer.countOthers(names, hidden.negate());
            int kept = writer.countOthers(names, hidden);
            if (!mayDrop && 2 * dropped > writer.pieces()) {
                throw new DatasetException(midi + ": " + dropped + " of the " + writer.pieces() + " pieces of " + store
                        + " came from files that are not here. Is it the right folder? With --drop they are dropped");
            }
            writer.keepOnly(names, hidden);
            List<MidiFolder.Found> fresh =
                    files.stream().filter(file -> !writer.knows(file)).toList();
            readAll(fresh, writer, troubles, new Pace(fresh.size(), progress));
            StoreIndex index = writer.finish();
            PreprocessReport report =
                    report(index, files.size(), fresh.size(), troubles, began).with(dropped, kept, writer.isOutdated());
            report.write(store);
            return report;
        }
    }

    private static boolean isBelow(String name, List<SkippedFile> folders) {
        return folders.stream().anyMatch(folder -> name.equals(folder.name()) || name.startsWith(folder.name() + "/"));
    }

    private void readAll(List<MidiFolder.Found> files, StoreWriter writer, Troubles troubles, Pace pace)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                List<MidiFolder.Found> share = new ArrayList<>();
                for (int i = worker; i < files.size(); i += threads) {
                    share.add(files.get(i));
                }
                if (share.isEmpty()) {
                    continue;
                }
                running.add(workers.submit(() -> {
                    read(share, writer, troubles, pace);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            if (e.getCause() instanceof DatasetException store) {
                throw store;
            }
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void read(List<MidiFolder.Found> share, StoreWriter writer, Troubles troubles, Pace pace)
            throws IOException, InterruptedException {
        PerformanceReader reader = new PerformanceReader(settings.profile(), settings.pedal(), settings.tolerance());
        for (MidiFolder.Found file : share) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped");
            }
            Performance performance = null;
            try {
                performance = reader.read(file.path());
            } catch (AmadeusException e) {
                writer.skip(file, e.getMessage());
            } catch (IOException e) {
                troubles.failed(file, MidiFolder.reason(e));
            } catch (RuntimeException e) {
                troubles.failed(file, "a fault in Amadeus itself: " + e);
            } catch (OutOfMemoryError e) {
                troubles.failed(file, "out of memory");
            }
            if (performance != null) {
                writer.add(file, performance.events());
                troubles.warned(file, performance.warnings());
            }
            pace.fileDone();
        }
    }

    private PreprocessReport report(StoreIndex index, int files, int fresh, Troubles troubles, long began) {
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
                false);
    }

    /** How many files a second. */
    private static final class Pace {
        private final int total;
        private final Progress progress;
        private final AtomicInteger done = new AtomicInteger();
        private final long began = System.nanoTime();

        Pace(int total, Progress progress) {
            this.total = total;
            this.progress = progress;
        }

        void fileDone() {
            int files = done.incrementAndGet();
            double perSecond = files / ((System.nanoTime() - began) / 1e9);
            progress.update(files, total, String.format(Locale.ROOT, "%.0f files/s", perSecond));
        }
    }
}
