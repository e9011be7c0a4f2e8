package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.Tolerance;
import org.amadeus.data.performance.PerformanceReader;

/**
 * Makes a folder of MIDI files into a store. A second run reads only what is new or changed; a file that cannot be used
 * is skipped with its reason and stops nothing.
 *
 * @param settings how the store is made
 * @param threads  readers that work at once, 1 or more
 */
public record Preprocessor(StoreSettings settings, int threads) {
    public Preprocessor {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
    }

    /**
     * @param midi   the folder with MIDI files, in it and in the folders below
     * @param store  the store's folder; made where there is none
     * @param afresh whether to drop what is there
     * @throws DatasetException where there are no MIDI files, or the store there cannot be added to (a full disk, too):
     *                          what was done before lasts
     * @throws IOException      where the folder cannot be read or the index cannot be written
     */
    public PreprocessReport run(Path midi, Path store, boolean afresh, Progress progress) throws IOException {
        long began = System.nanoTime();
        List<MidiFolder.Found> files = MidiFolder.list(midi);
        try (StoreWriter writer = new StoreWriter(store, settings, afresh)) {
            writer.keepOnly(files.stream().map(MidiFolder.Found::name).collect(Collectors.toSet()));
            List<MidiFolder.Found> fresh =
                    files.stream().filter(file -> !writer.knows(file)).toList();
            readAll(fresh, writer, new Pace(fresh.size(), progress));
            StoreIndex index = writer.writeIndex();
            PreprocessReport report = report(index, files.size(), fresh.size(), (System.nanoTime() - began) / 1e9);
            report.write(store);
            return report;
        }
    }

    private void readAll(List<MidiFolder.Found> files, StoreWriter writer, Pace pace) throws IOException {
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
                    read(share, writer, pace);
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
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }

    private void read(List<MidiFolder.Found> share, StoreWriter writer, Pace pace)
            throws IOException, InterruptedException {
        PerformanceReader reader = new PerformanceReader(settings.profile(), settings.pedal(), Tolerance.USUAL);
        for (MidiFolder.Found file : share) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped");
            }
            EventSequence events = null;
            String reason = null;
            try {
                events = reader.read(file.path()).events();
            } catch (AmadeusException e) {
                reason = e.getMessage();
            } catch (IOException e) {
                reason = reason(e);
            } catch (RuntimeException e) {
                reason = "a fault in Amadeus itself: " + e;
            }
            if (events == null) {
                writer.skip(file, reason);
            } else {
                writer.add(file, events);
            }
            pace.fileDone();
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException ? "no such file" : "cannot be read: " + e.getMessage();
    }

    private PreprocessReport report(StoreIndex index, int files, int fresh, double seconds) {
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
                seconds,
                index.skipped());
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
