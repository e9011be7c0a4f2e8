package org.amadeus.data.dataset;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongFunction;

/**
 * Prepares batches ahead on a thread of its own, so that a trainer never waits for data.
 *
 * @param <T> what a batch is
 */
public final class BatchLoader<T> implements AutoCloseable {
    private final BlockingQueue<Prepared<T>> ready;
    private final Thread thread;

    /**
     * @param source makes the batch of a number; called on the loader's thread, in order
     * @param first  number of the first batch
     * @param ahead  batches to hold ready, 1 or more
     */
    public BatchLoader(LongFunction<T> source, long first, int ahead) {
        ready = new ArrayBlockingQueue<>(ahead);
        thread = new Thread(() -> prepare(source, first), "batch-loader");
        thread.setDaemon(true);
        thread.start();
    }

    private void prepare(LongFunction<T> source, long first) {
        try {
            for (long number = first; !Thread.currentThread().isInterrupted(); number++) {
                Prepared<T> prepared;
                try {
                    prepared = new Prepared<>(source.apply(number), null);
                } catch (RuntimeException | Error e) {
                    prepared = new Prepared<>(null, e);
                }
                ready.put(prepared);
                if (prepared.failure() != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the thread ends
        }
    }

    /**
     * The next batch; waits for it where it is not ready.
     *
     * @throws InterruptedException where the waiting thread is interrupted
     */
    public T next() throws InterruptedException {
        Prepared<T> prepared = ready.take();
        if (prepared.failure() != null) {
            ready.add(prepared); // whoever asks again hears it again
            if (prepared.failure() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) prepared.failure();
        }
        return prepared.batch();
    }

    /** Ends the thread; batches that were prepared are dropped. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private record Prepared<T>(T batch, Throwable failure) {}
}
