package org.amadeus.model.train;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.amadeus.data.AmadeusException;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Takes batches of an iterator ahead, on a thread of its own, epoch after epoch. ND4J's AsyncMultiDataSetIterator does not
 * serve: it resets the iterator that it is given, which would lose the place to go on from, and turns an interrupt into
 * an error of another kind.
 */
final class Prefetcher implements AutoCloseable {
    private static final long MOST_SECONDS_TO_END = 10;

    /**
     * A batch.
     *
     * @param newEpoch whether the iterator was reset before it
     */
    record Prefetched(MultiDataSet batch, boolean newEpoch) {}

    private final MultiDataSetIterator batches;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "amadeus-batches");
        made.setDaemon(true);
        return made;
    });
    private Future<Prefetched> ahead;

    Prefetcher(MultiDataSetIterator batches) {
        this.batches = batches;
        ahead = thread.submit(this::take);
    }

    private Prefetched take() {
        boolean over = !batches.hasNext();
        if (over && batches.resetSupported()) {
            batches.reset();
        }
        if (over && !batches.hasNext()) {
            throw new AmadeusException("the iterator to learn from has no more batches and "
                    + (batches.resetSupported() ? "none after a reset" : "can't be reset"));
        }
        return new Prefetched(batches.next(), over);
    }

    /**
     * The next batch; waits for it where it is not ready. What failed in its place is thrown.
     *
     * @throws InterruptedException where the calling thread is interrupted
     */
    Prefetched next() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(); // which a future that is done does not
        }
        try {
            Prefetched next = ahead.get();
            ahead = thread.submit(this::take);
            return next;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** Ends the thread; a batch that was prefetched is dropped. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // Whoever closes the dataset next should not do so under it.
            thread.awaitTermination(MOST_SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
