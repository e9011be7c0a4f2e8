package org.amadeus.ui.duet;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Wakes a thread at a given time more exactly than the system does. How late sleeps have ended of late says how much
 * earlier the next one has to end; the rest is spent awake. A machine that wakes threads in time is spared most of that,
 * and one that dozes off, as virtual machines do when they are idle, gets no occasion to. For one thread.
 */
final class Alarm {
    /** The longest sleep, for safety: a thread that missed its waking looks around this often. */
    private static final long LONGEST_NAP = 50_000_000;

    private static final long LEAST_AWAKE = 500_000;
    private static final long MOST_AWAKE = 10_000_000;
    /** A late sleep is forgotten by so many hundredths with each that follows. */
    private static final int FORGETTING = 2;

    private long awake = 4 * LEAST_AWAKE;

    /**
     * Sleeps while there is time to: until so long before {@code until} that the system can't miss it, for the longest nap,
     * or until the thread is unparked.
     *
     * @param until a time of {@link System#nanoTime}
     * @return whether the time is so near that it has to be awaited awake
     */
    boolean sleep(long until) {
        long nanos = Math.min(until - System.nanoTime() - awake, LONGEST_NAP);
        if (nanos > 0) {
            long end = System.nanoTime() + nanos;
            LockSupport.parkNanos(this, nanos);
            long late = System.nanoTime() - end;
            if (late > 0) {
                long remembered = awake - awake * FORGETTING / 100;
                awake = Math.min(Math.max(remembered, late + late / 2 + LEAST_AWAKE), MOST_AWAKE);
            }
        }
        return until - System.nanoTime() <= awake;
    }

    /** Stays awake until the time has come, or {@code called} is true. */
    static void awake(long until, BooleanSupplier called) {
        while (until - System.nanoTime() > 0 && !called.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
