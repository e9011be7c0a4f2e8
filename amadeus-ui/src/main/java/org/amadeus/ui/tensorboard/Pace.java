package org.amadeus.ui.tensorboard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When to do something costly again: at the first question, then not before a least time has passed, and so that it
 * takes no more than a fiftieth of the time.
 */
public final class Pace {
    private static final long SHARE = 50;

    private final long least;
    private final LongSupplier nanoTime;
    private long begun;
    private long next;
    private boolean first = true;

    public Pace(Duration least) {
        this(least, System::nanoTime);
    }

    /** @param nanoTime a clock that never goes back, ns */
    Pace(Duration least, LongSupplier nanoTime) {
        this.least = least.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether it is time; if so, call {@link #done} when it was done. */
    public boolean isDue() {
        begun = nanoTime.getAsLong();
        return first || begun - next >= 0;
    }

    public void done() {
        long now = nanoTime.getAsLong();
        next = begun + Math.max(least, SHARE * (now - begun));
        first = false;
    }
}
