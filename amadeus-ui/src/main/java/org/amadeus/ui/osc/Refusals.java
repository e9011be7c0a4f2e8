package org.amadeus.ui.osc;

import java.util.Optional;
import java.util.function.LongSupplier;

/** What was refused, to be told in one line a second at most, however much it is. Any thread may tell and ask. */
final class Refusals {
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST_REASON = 160;

    private final LongSupplier nanos;
    private int count;
    private String last = "";
    private long told;

    Refusals(LongSupplier nanos) {
        this.nanos = nanos;
        this.told = nanos.getAsLong() - SECOND;
    }

    synchronized void add(String reason) {
        count++;
        last = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + " .." : reason;
    }

    /** The line for what was refused since the last one; empty where there is none yet. */
    synchronized Optional<String> line() {
        if (count == 0 || nanos.getAsLong() - told < SECOND) {
            return Optional.empty();
        }
        String line = "OSC: " + last + (count == 1 ? "" : " (and " + (count - 1) + " more refused)");
        count = 0;
        told = nanos.getAsLong();
        return Optional.of(line);
    }
}
