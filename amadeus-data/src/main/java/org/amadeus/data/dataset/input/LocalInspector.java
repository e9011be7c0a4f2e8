package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoredEvents;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.selection.Fingerprint;
import org.amadeus.data.selection.Likeness;
import org.amadeus.data.selection.LikenessSearch;
import org.amadeus.data.selection.Quality;

/**
 * Threads of this machine.
 *
 * @param threads that look at once, 1 or more
 */
record LocalInspector(int threads) implements Inspector {
    @Override
    public List<Quality> qualities(StoredEvents events, List<Piece> pieces) throws IOException {
        return each(events, pieces, Quality::of);
    }

    @Override
    public List<Likeness> alike(StoredEvents events, List<Piece> pieces, double threshold) throws IOException {
        return LikenessSearch.among(each(events, pieces, Fingerprint::of), threshold);
    }

    private <T> List<T> each(StoredEvents events, List<Piece> pieces, Function<NoteSequence, T> measure)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, pieces.size())));
        try (FileChannel file = events.open()) {
            List<Future<T>> running = new ArrayList<>();
            for (Piece piece : pieces) {
                running.add(workers.submit(() -> measure.apply(events.notes(file, piece))));
            }
            List<T> measured = new ArrayList<>();
            for (Future<T> each : running) {
                measured.add(each.get());
            }
            return measured;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
