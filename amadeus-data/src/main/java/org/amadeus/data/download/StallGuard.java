package org.amadeus.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Closes a stream that nothing comes from any more: the JDK's HTTP client would wait for ever. */
final class StallGuard implements AutoCloseable {
    private final InputStream body;
    private final Duration patience;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long lastByte = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream body, Duration patience) {
        this.body = body;
        this.patience = patience;
        Thread thread = new Thread(this::watch, "stall-guard");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            long rest = patience.toNanos();
            while (!over.await(rest, TimeUnit.NANOSECONDS)) {
                rest = patience.toNanos() - (System.nanoTime() - lastByte);
                if (rest <= 0) {
                    stalled = true;
                    body.close();
                    return;
                }
            }
        } catch (InterruptedException | IOException e) {
            Thread.currentThread().interrupt(); // nothing left to guard
        }
    }

    /** Something came. */
    void alive() {
        lastByte = System.nanoTime();
    }

    /** Whether the stream was closed because nothing came. */
    boolean stalled() {
        return stalled;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
