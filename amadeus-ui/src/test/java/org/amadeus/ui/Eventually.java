package org.amadeus.ui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. A busy machine may take its time: the limit only ends a test that hangs. */
public final class Eventually {
    /** Longer than anything here takes on any machine. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private Eventually() {}

    /** Returns when a condition holds; fails where it does not within {@link #LIMIT}. */
    public static void eventually(BooleanSupplier condition) throws InterruptedException {
        long began = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - began < LIMIT.toNanos()) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean(), "not within " + LIMIT);
    }
}
