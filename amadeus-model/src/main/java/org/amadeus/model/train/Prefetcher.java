package org.amadeus.model.train;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.amadeus.data.AmadeusException;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Takes batches of an iterator ahead, on a thread of its own, epoch after epoch. ND4J's AsyncMultiDataSetIterator does not
 * serve: it resets the iterator that it is given, which would lose the place to go on from, and turns an interrupt into
 * an error of another kind.
 */
final class Prefetcher implements AutoCloseable {
    private static final int AHEAD = 1;
    private static final long MOST_MILLIS_TO_END = 10_000;

    /**
     * A batch, or what failed in its place.
     *
     * @param newEpoch whether the iterator was reset before it
     */
    record Prefetched(MultiDataSet batch, boolean newEpoch, Throwable failure) {}

    private final BlockingQueue<Prefetched> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;

    Prefetcher(MultiDataSetIterator batches) {
        thread = new Thread(() -> prefetch(batches), "amadeus-batches");
        thread.setDaemon(true);
        thread.start();
    }

    private void prefetch(MultiDataSetIterator batches) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Prefetched prefetched;
                try {
                    prefetched = next(batches);
                } catch (RuntimeException | Error e) {
                    prefetched = new Prefetched(null, false, e);
                }
                ready.put(prefetched);
                if (prefetched.failure() != null) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: the thread ends
        }
    }

    private static Prefetched next(MultiDataSetIterator batches) {
        boolean over = !batches.hasNext();
        if (over && batches.resetSupported()) {
            batches.reset();
        }
        if (over && !batches.hasNext()) {
            throw new AmadeusException("the iterator to learn from has no more batches and "
                    + (batches.resetSupported() ? "none after a reset" : "can't be reset"));
        }
        return new Prefetched(batches.next(), over, null);
    }

    /**
     * The next batch; waits for it where it is not ready.
     *
     * @throws InterruptedException where the waiting thread is interrupted
     */
    Prefetched next() throws InterruptedException {
        Prefetched prefetched = ready.take();
        if (prefetched.failure() instanceof Error error) {
            throw error;
        }
        if (prefetched.failure() != null) {
            throw (RuntimeException) prefetched.failure();
        }
        return prefetched;
    }

    /** Ends the thread; a batch that was prefetched is dropped. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(MOST_MILLIS_TO_END); // whoever closes the dataset next should not do so under it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
