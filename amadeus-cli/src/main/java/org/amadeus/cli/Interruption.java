package org.amadeus.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C (SIGINT, SIGTERM) does while this is open: it asks the work to end, and the JVM is gone only when the work
 * has tidied up (notes ended, a session saved).
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 4;

    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook;

    /** Interrupts the thread that makes this. */
    Interruption() {
        this(Thread.currentThread()::interrupt, PATIENCE_SECONDS);
    }

    /**
     * @param end     asks the work to end; called on another thread
     * @param seconds how long the work may take to tidy up
     */
    Interruption(Runnable end, long seconds) {
        hook = new Thread(
                () -> {
                    end.run();
                    try {
                        tidy.await(seconds, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "amadeus-ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** All is tidy. */
    @Override
    public void close() {
        tidy.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out: the hook runs already and finds the latch open.
            return;
        }
    }
}
