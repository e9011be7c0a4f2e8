package org.amadeus.web.site;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A line of a bandwidth that all answers of a server share. */
final class Line {
    /** As fast as the machine is. */
    static final Line UNLIMITED = new Line(Double.POSITIVE_INFINITY);

    private static final int PART = 16_384;

    private final double nanosPerByte;
    /** When the line is free again, as {@link System#nanoTime} counts. */
    private long free = System.nanoTime();

    /** @param bitsPerSecond above 0 */
    Line(double bitsPerSecond) {
        nanosPerByte = 8e9 / bitsPerSecond;
    }

    /** Sends bytes at the line's pace, in parts, so that answers take turns. */
    void send(byte[] bytes, OutputStream out) throws IOException {
        for (int from = 0; from < bytes.length; from += PART) {
            int count = Math.min(PART, bytes.length - from);
            pause(taken(count) - System.nanoTime());
            out.write(bytes, from, count);
            out.flush();
        }
    }

    /** When bytes that are sent from now on have gone through. */
    private synchronized long taken(int bytes) {
        free = Math.max(free, System.nanoTime()) + (long) (bytes * nanosPerByte);
        return free;
    }

    private static void pause(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server was closed");
        }
    }
}
