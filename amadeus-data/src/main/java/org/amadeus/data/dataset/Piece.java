package org.amadeus.data.dataset;

import java.io.Serializable;

/**
 * One performance in a store.
 *
 * @param name     path of its MIDI file below the folder it was read from, with slashes
 * @param fileSize bytes of that file when it was read
 * @param modified when that file was last changed, milliseconds since 1970
 * @param split    the part it lies in
 * @param offset   where its events begin in the store's data
 * @param events   how many events it has, 1 or more
 * @param seconds  how long it lasts
 * @param checksum CRC-32 of its events
 */
public record Piece(
        String name, long fileSize, long modified, Split split, long offset, int events, double seconds, int checksum)
        implements Serializable {
    /** The same, held out or not. */
    public Piece in(Split part) {
        return new Piece(name, fileSize, modified, part, offset, events, seconds, checksum);
    }
}
