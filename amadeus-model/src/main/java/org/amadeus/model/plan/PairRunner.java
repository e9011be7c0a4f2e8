package org.amadeus.model.plan;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.model.kernel.StepKernel;

/**
 * The caller's thread and one worker. Blocks are claimed one by one, so the caller never waits for a worker that is not
 * there: if the worker sleeps, or its core is busy with something else, the caller does all the blocks itself and waits
 * at most for one that the worker has begun. The worker looks for work a short while, then parks.
 */
final class PairRunner implements KernelRunner {
    /** How long an idle worker keeps looking before it parks: longer than a caller takes between two steps. */
    private static final long LINGER_NANOS = 100_000;

    private static final int SPINS = 1 << 12;
    private static final int BLOCK_BITS = 24;
    private static final long BLOCK_MASK = (1L << BLOCK_BITS) - 1;

    /** The phase (one kernel's turn) in the high bits, the next block to claim in the low ones. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private final Thread worker;
    /** Of the phase in {@link #ticket}, which is always written after it. */
    private StepKernel kernel;

    private int blocks;
    private long phase;
    private volatile boolean parked;
    private volatile boolean closed;
    private volatile Throwable failure;

    PairRunner() {
        worker = new Thread(this::work, "amadeus-step-worker");
        worker.setDaemon(true);
        worker.start();
    }

    @Override
    public void run(StepKernel[] kernels) {
        if (parked) {
            LockSupport.unpark(worker);
        }
        for (StepKernel next : kernels) {
            int count = next.blocks();
            if (count == 1) {
                next.run(0);
            } else {
                share(next, count);
            }
        }
    }

    private void share(StepKernel next, int count) {
        kernel = next;
        blocks = count;
        finished.set(0);
        ticket.set(++phase << BLOCK_BITS);
        runBlocks(phase);
        int spins = 0;
        while (finished.get() < count) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a worker's part of a step failed", failure);
        }
    }

    /** Claims and runs blocks of a phase while there are any; says whether it ran one. */
    private boolean runBlocks(long wanted) {
        boolean ran = false;
        while (true) {
            long seen = ticket.get();
            // Only once a claim succeeds are these two known to belong to the phase: it cannot end before its blocks
            // do.
            StepKernel claimed = kernel;
            int count = blocks;
            int block = (int) (seen & BLOCK_MASK);
            if (seen >>> BLOCK_BITS != wanted || block >= count) {
                return ran;
            }
            if (ticket.compareAndSet(seen, seen + 1)) {
                try {
                    claimed.run(block);
                } finally {
                    finished.incrementAndGet();
                }
                ran = true;
            }
        }
    }

    private void work() {
        long idleSince = System.nanoTime();
        int looks = 0;
        while (!closed) {
            boolean ran = false;
            try {
                ran = runBlocks(ticket.get() >>> BLOCK_BITS);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            if (ran) {
                looks = 0;
            } else if (looks++ == 0) {
                idleSince = System.nanoTime();
            } else if ((looks & 63) == 0 && System.nanoTime() - idleSince > LINGER_NANOS) {
                park();
                looks = 0;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Sleeps until a caller comes; one that came while it was falling asleep leaves a permit, which ends the sleep. */
    private void park() {
        long before = ticket.get();
        parked = true;
        if (ticket.get() == before && !closed) {
            LockSupport.park(this);
        }
        parked = false;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(worker);
    }
}
