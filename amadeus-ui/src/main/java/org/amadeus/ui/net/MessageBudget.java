package org.amadeus.ui.net;

import java.util.function.LongSupplier;

/** Counts one sender's messages: an average a second, bursts of three seconds' worth. Not thread-safe. */
public final class MessageBudget {
    private static final double BURST_SECONDS = 3;

    private final double perSecond;
    private final LongSupplier nanos;
    private double left;
    private long last;

    /** @param nanos the clock, nanoseconds */
    public MessageBudget(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = perSecond * BURST_SECONDS;
        this.last = nanos.getAsLong();
    }

    /** Whether one more message is within bounds. */
    public boolean spend() {
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
