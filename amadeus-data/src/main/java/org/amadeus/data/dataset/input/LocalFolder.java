package org.amadeus.data.dataset.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetException;

/**
 * A folder of this machine, read by its threads.
 *
 * @param threads readers that work at once, 1 or more
 */
public record LocalFolder(Path folder, int threads) implements MidiInput {
    @Override
    public MidiFolder.Listing list() throws IOException {
        return MidiFolder.list(folder);
    }

    @Override
    public void read(List<MidiFolder.Found> files, PieceReader reader, Sink sink, Progress progress)
            throws IOException {
        Pace pace = new Pace(files.size(), progress);
        int readers = Math.max(1, Math.min(threads, files.size()));
        ExecutorService workers = Executors.newFixedThreadPool(readers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < readers; worker++) {
                int first = worker;
                running.add(workers.submit(() -> {
                    for (int i = first; i < files.size(); i += readers) {
                        if (Thread.interrupted()) {
                            throw new InterruptedException("stopped");
                        }
                        sink.take(reader.read(files.get(i)));
                        pace.filesDone(1);
                    }
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

    @Override
    public Inspector inspector() {
        return new LocalInspector(threads);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
