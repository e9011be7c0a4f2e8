package org.amadeus.data.dataset;

/**
 * A file that could not be used.
 *
 * @param name     its path below the folder that was read, with slashes
 * @param fileSize its bytes when that was tried
 * @param modified when it was last changed, milliseconds since 1970
 * @param reason   why, one line
 */
public record SkippedFile(String name, long fileSize, long modified, String reason) {
    /** Begins the reason of a piece that could be used and is left out by choice; what kind of reason, and a colon follow. */
    public static final String LEFT_OUT = "left out: ";

    /** Whether it is music that was left out by choice. */
    public boolean isLeftOut() {
        return reason.startsWith(LEFT_OUT);
    }

    /** Why it was left out, in a word or two. */
    public String kind() {
        return reason.substring(LEFT_OUT.length()).split(":", 2)[0];
    }
}
