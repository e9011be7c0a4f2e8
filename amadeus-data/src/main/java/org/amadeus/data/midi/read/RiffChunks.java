package org.amadeus.data.midi.read;

import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MidiFormatException;

/**
 * Finds the MIDI file in a RIFF file of kind RMID. The length of the whole is not believed at all, that of a chunk only
 * where the next one begins behind it, or the file ends.
 */
final class RiffChunks {
    private static final int CHUNK_HEADER = 8;

    private RiffChunks() {}

    /**
     * The bytes of its "data" chunk.
     *
     * @param cursor stands at the start of the file; is not used afterwards
     * @throws MidiFormatException where it is of another kind, or has no such chunk
     */
    static ByteCursor unwrap(ByteCursor cursor, Faults faults) {
        cursor.skip(CHUNK_HEADER, "the RIFF header");
        if (!cursor.startsWith("RMID")) {
            throw cursor.error(cursor.at(), "a RIFF file of another kind, expected RMID");
        }
        cursor.skip(4, "the RIFF header");
        while (!cursor.startsWith("data")) {
            cursor.skip(4, "a RIFF chunk");
            long length = Math.min(cursor.next32LittleEndian("a RIFF chunk"), cursor.left());
            cursor.skip((int) length, "a RIFF chunk");
            boolean padded = length % 2 == 1 && !isName(cursor, cursor.at());
            cursor.skip(padded && cursor.left() > 0 ? 1 : 0, "a RIFF chunk");
        }
        int start = cursor.at();
        cursor.skip(4, "a RIFF chunk");
        long length = cursor.next32LittleEndian("a RIFF chunk");
        long end = cursor.at() + length;
        if (isChunk(cursor, end) || isChunk(cursor, end + length % 2)) {
            return cursor.part((int) length, MidiFormatException.NOWHERE);
        }
        faults.passOver(
                start + 4,
                MidiFormatException.NOWHERE,
                "its data chunk says " + Counted.of(length, "byte")
                        + ", where neither the file ends nor another chunk begins");
        return cursor.part(cursor.left(), MidiFormatException.NOWHERE);
    }

    /** Whether a chunk begins there, or the file ends. */
    private static boolean isChunk(ByteCursor cursor, long place) {
        if (place >= cursor.end()) {
            return place == cursor.end();
        }
        int at = (int) place;
        long length = Integer.toUnsignedLong(Integer.reverseBytes((int) cursor.number32At(at + 4)));
        return isName(cursor, at) && length <= cursor.end() - at - CHUNK_HEADER;
    }

    /** Whether four letters stand there. */
    private static boolean isName(ByteCursor cursor, int at) {
        for (int i = 0; i < 4; i++) {
            if (at + i >= cursor.end() || cursor.byteAt(at + i) < ' ' || cursor.byteAt(at + i) > '~') {
                return false;
            }
        }
        return true;
    }
}
