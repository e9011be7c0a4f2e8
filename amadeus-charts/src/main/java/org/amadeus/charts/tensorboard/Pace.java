package org.amadeus.charts.tensorboard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When to do something costly again: at the first question, then not before a least time has passed, and so that it
 * takes no more than a given share of the time. How long the first time takes, with classes to be loaded, tells nothing
 * about the next.
 */
public final class Pace {
    private final long least;
    private final int share;
    private final LongSupplier nanoTime;
    private long begun;
    private long next;
    private boolean first = true;

    /**
     * @param least time from one beginning to the next, at least
     * @param share it may take one part in so many of the time, 1 or more
     */
    public Pace(Duration least, int share) {
        this(least, share, System::nanoTime);
    }

    /** @param nanoTime a clock that never goes back, ns */
    Pace(Duration least, int share, LongSupplier nanoTime) {
        this.least = least.toNanos();
        this.share = share;
        this.nanoTime = nanoTime;
    }

    /** Whether it is time; if so, call {@link #done} when it was done. */
    public boolean isDue() {
        begun = nanoTime.getAsLong();
        return first || begun - next >= 0;
    }

    public void done() {
        long cost = first ? 0 : share * (nanoTime.getAsLong() - begun);
        next = begun + Math.max(least, cost);
        first = false;
    }
}
