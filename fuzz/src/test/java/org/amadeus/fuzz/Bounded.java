package org.amadeus.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.amadeus.data.AmadeusException;

/** What is promised of everything that reads a stranger's bytes: a result or a refusal in words, in bounded time. */
public final class Bounded {
    /** Processor time that any input may take, seconds; instrumented code is some three times slower. */
    private static final double SECONDS = 3;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Bounded() {}

    /** Something that may refuse its input. */
    public interface Reading {
        void run() throws Exception;
    }

    /**
     * Runs a reading on the calling thread.
     *
     * @param bytes how long the input is
     * @throws AssertionError where it took too long or refused without a reason; what else it throws comes through
     */
    public static void read(int bytes, Reading reading) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            reading.run();
        } catch (AmadeusException refused) {
            String reason = refused.getMessage();
            if (reason == null || reason.isBlank() || reason.lines().count() != 1) {
                throw new AssertionError("refused without one line of reason: " + reason, refused);
            }
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        double most = SECONDS * (1 + bytes / 1e6);
        if (seconds > most) {
            throw new AssertionError(bytes + " bytes took " + seconds + " s, expected at most " + most);
        }
    }
}
