package org.amadeus.data.dataset.input;

import java.util.List;
import org.amadeus.data.events.EventSequence;

/**
 * What became of one MIDI file.
 *
 * @param name     its path below what was read, with slashes
 * @param size     its bytes
 * @param modified when it was last changed, milliseconds since 1970
 * @param events   a byte an event; empty unless it is a piece
 * @param seconds  how long it lasts; 0 unless it is a piece
 * @param messages of a piece what was wrong and got by, else why it is none, one line; unmodifiable
 */
public record ReadFile(
        String name, long size, long modified, Outcome outcome, byte[] events, double seconds, List<String> messages) {
    /** Whether there is a piece, and else whether that may pass. */
    public enum Outcome {
        /** Music. */
        PIECE,
        /** No music, and none at the next try. */
        UNUSABLE,
        /** It could not be read; the next run tries it again. */
        FAILED
    }

    public ReadFile {
        messages = List.copyOf(messages);
    }

    static ReadFile piece(String name, long size, long modified, EventSequence events, List<String> warnings) {
        return new ReadFile(name, size, modified, Outcome.PIECE, events.toBytes(), events.seconds(), warnings);
    }

    /** A file that cannot be used. */
    public static ReadFile unusable(String name, long size, long modified, String reason) {
        return new ReadFile(name, size, modified, Outcome.UNUSABLE, new byte[0], 0, List.of(reason));
    }

    /** A file that could not be read now. */
    public static ReadFile failed(String name, long size, long modified, String reason) {
        return new ReadFile(name, size, modified, Outcome.FAILED, new byte[0], 0, List.of(reason));
    }
}
