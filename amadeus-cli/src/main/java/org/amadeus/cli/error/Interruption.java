package org.amadeus.cli.error;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * What Ctrl-C (SIGINT, SIGTERM) does while this is open: it asks the work to end, and the JVM is gone only when the work
 * has tidied up (notes ended, a session saved).
 */
public final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 4;

    private final CountDownLatch tidy = new CountDownLatch(1);
    private final Thread hook;
    private volatile int exit;

    /** Interrupts the thread that makes this. */
    public Interruption() {
        this(PATIENCE_SECONDS);
    }

    /**
     * Interrupts the thread that makes this.
     *
     * @param seconds how long the work may take to tidy up
     */
    public Interruption(long seconds) {
        this(Thread.currentThread()::interrupt, seconds);
    }

    /**
     * @param end     asks the work to end; called on another thread
     * @param seconds how long the work may take to tidy up
     */
    public Interruption(Runnable end, long seconds) {
        hook = new Thread(
                () -> {
                    end.run();
                    try {
                        tidy.await(seconds, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    if (exit != 0) {
                        // Else the exit code would say that Ctrl-C was all there was.
                        Runtime.getRuntime().halt(exit);
                    }
                },
                "amadeus-ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Does the work of a command. What goes wrong is said before the JVM may go, and its exit code is that of the program,
     * after Ctrl-C too.
     */
    public int during(CommandLine line, Callable<Integer> work) {
        int code;
        try {
            code = work.call();
        } catch (Exception e) { // as Callable declares it
            code = Failures.failed(e, line, line.getParseResult());
        }
        line.getOut().flush();
        line.getErr().flush();
        exit = code;
        return code;
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
