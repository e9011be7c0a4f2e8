package org.amadeus.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C interrupts the thread that made this, and the program ends when that has tidied up: while this is open, notes
 * can be ended before the JVM is gone.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 4;

    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook;

    Interruption() {
        Thread working = Thread.currentThread();
        hook = new Thread(
                () -> {
                    working.interrupt();
                    try {
                        tidy.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
