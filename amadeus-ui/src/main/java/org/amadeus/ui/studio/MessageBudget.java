package org.amadeus.ui.studio;

import java.util.function.LongSupplier;

/** Counts one page's messages: an average a second, bursts of three seconds' worth. Not thread-safe. */
final class MessageBudget {
    private static final double BURST_SECONDS = 3;

    private final double perSecond;
    private final LongSupplier nanos;
    private double left;
    private long last;

    /** @param nanos the clock, nanoseconds */
    MessageBudget(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = perSecond * BURST_SECONDS;
        this.last = nanos.getAsLong();
    }

    /** Whether one more message is within bounds. */
    boolean spend() {
        long now = nanos.getAsLong();
        left = Math.min(perSecond * BURST_SECONDS, left + (now - last) * 1e-9 * perSecond);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
