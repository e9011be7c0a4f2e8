package org.amadeus.model.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.model.kernel.step.StepKernel;

/**
 * The caller's thread and one worker. Blocks are claimed one by one, so the caller never waits for a worker that is not
 * there: if the worker sleeps, or its core is busy with something else, the caller does all the blocks itself and waits
 * at most for one that the worker has begun. The worker looks for work a short while, then parks. A block that fails is
 * finished all the same, so that no phase stays open; its failure is kept before it is counted, so that the call which it
 * belongs to throws it.
 */
final class PairRunner implements KernelRunner {
    /** How long an idle worker keeps looking before it parks: longer than a caller takes between two steps. */
    private static final long LINGER_NANOS = 100_000;

    private static final int SPINS = 1 << 12;
    private static final int LEFT_BITS = 24;
    private static final long LEFT_MASK = (1L << LEFT_BITS) - 1;

    /** The phase (one kernel's turn) in the high bits, how many of its blocks are unclaimed in the low ones. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private final Thread worker;
    /** Of the phase in {@link #ticket}, which is always written after these two. */
    private StepKernel kernel;

    private int blocks;
    private long phase;
    private volatile boolean parked;
    private volatile boolean closed;
    /** The first failure of the caller's present call. */
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

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
        ticket.set(++phase << LEFT_BITS | count);
        runBlocks(phase);
        int spins = 0;
        while (finished.get() < count) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        if (failure.get() != null) {
            throwAgain(failure.getAndSet(null));
        }
    }

    private static void throwAgain(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException("a part of a step failed", thrown);
    }

    /** Claims and runs blocks of a phase while there are any; says whether it ran one. */
    private boolean runBlocks(long wanted) {
        boolean ran = false;
        while (true) {
            long seen = ticket.get();
            int left = (int) (seen & LEFT_MASK);
            if (seen >>> LEFT_BITS != wanted || left == 0) {
                return ran;
            }
            if (ticket.compareAndSet(seen, seen - 1)) {
                // Having claimed a block, kernel and blocks are this phase's: it can't end before this block is
                // finished.
                try {
                    kernel.run(blocks - left);
                } catch (Throwable e) { // whatever it is, it is thrown to whoever waits for the block
                    failure.compareAndSet(null, e);
                }
                finished.incrementAndGet();
                ran = true;
            }
        }
    }

    private void work() {
        long idleSince = System.nanoTime();
        int looks = 0;
        while (!closed) {
            if (runBlocks(ticket.get() >>> LEFT_BITS)) {
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
