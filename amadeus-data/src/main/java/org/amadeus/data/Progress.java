package org.amadeus.data;

/** Told how far long work has come. Called often and from any thread: an implementation must be quick and thread-safe. */
@FunctionalInterface
public interface Progress {
    /** Does nothing with it. */
    Progress NONE = (done, total, note) -> {};

    /**
     * @param done  units finished so far
     * @param total units there are in all, or 0 where that is unknown
     * @param note  what to show beside it ({@code "12.3 files/s"}), may be empty
     */
    void update(long done, long total, String note);
}
