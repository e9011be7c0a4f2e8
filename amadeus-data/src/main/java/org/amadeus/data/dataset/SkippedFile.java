package org.amadeus.data.dataset;

/**
 * A file that could not be used.
 *
 * @param name     its path below the folder that was read, with slashes
 * @param fileSize its bytes when that was tried
 * @param modified when it was last changed, milliseconds since 1970
 * @param reason   why, one line
 */
public record SkippedFile(String name, long fileSize, long modified, String reason) {}
