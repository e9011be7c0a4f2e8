package org.amadeus.data.midi.read;

import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MidiFormatException;

/** A place in the bytes of a file that never goes past their end. */
final class ByteCursor {
    private final String file;
    private final byte[] bytes;
    private final int end;
    private final int track;
    private int at;

    /**
     * @param end   the first byte that may not be read
     * @param track the track these bytes are of, for messages, or {@link MidiFormatException#NOWHERE}
     */
    ByteCursor(String file, byte[] bytes, int start, int end, int track) {
        this.file = file;
        this.bytes = bytes;
        this.at = start;
        this.end = end;
        this.track = track;
    }

    /** A cursor over all bytes of a file. */
    ByteCursor(String file, byte[] bytes) {
        this(file, bytes, 0, bytes.length, MidiFormatException.NOWHERE);
    }

    /** The name of the file. */
    String file() {
        return file;
    }

    /** The first byte that may not be read. */
    int end() {
        return end;
    }

    /** A cursor over the bytes from {@code start} up to but not including {@code rangeEnd}; this one stays where it is. */
    ByteCursor range(int start, int rangeEnd, int rangeTrack) {
        return new ByteCursor(file, bytes, start, Math.min(rangeEnd, end), rangeTrack);
    }

    /** Whether these letters stand there; not where the bytes end before them. */
    boolean hasAt(int place, String ascii) {
        if (end - place < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[place + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The byte there, 0 .. 255. */
    int byteAt(int place) {
        return bytes[place] & 0xFF;
    }

    /** The unsigned number of four bytes there, most significant first; as large as can be where they are not all there. */
    long number32At(int place) {
        return end - place < 4
                ? 0xFFFFFFFFL
                : (long) byteAt(place) << 24 | byteAt(place + 1) << 16 | byteAt(place + 2) << 8 | byteAt(place + 3);
    }

    /** Where the last byte stands that is not 0. */
    int lastNonZero() {
        int last = end - 1;
        while (last >= 0 && bytes[last] == 0) {
            last--;
        }
        return last;
    }

    /** How many of the next bytes there are up to 0xF7, that one included; -1 where it is not among so many. */
    int endOfMessage(int most) {
        for (int i = 0; i < most; i++) {
            if (byteAt(at + i) == 0xF7) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The track that these bytes are of, or {@link MidiFormatException#NOWHERE}. */
    int track() {
        return track;
    }

    /** A cursor over the next {@code length} bytes, which this one passes over. */
    ByteCursor part(int length, int partTrack) {
        require(length, "a chunk");
        ByteCursor part = new ByteCursor(file, bytes, at, at + length, partTrack);
        at += length;
        return part;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    boolean startsWith(String ascii) {
        return hasAt(at, ascii);
    }

    int peek(String what) {
        require(1, what);
        return bytes[at] & 0xFF;
    }

    int next(String what) {
        require(1, what);
        return bytes[at++] & 0xFF;
    }

    int next16(String what) {
        require(2, what);
        return next(what) << 8 | next(what);
    }

    /** An unsigned number of four bytes, most significant first. */
    long next32(String what) {
        require(4, what);
        return (long) next16(what) << 16 | next16(what);
    }

    /** An unsigned number of four bytes, least significant first, as RIFF files have them. */
    long next32LittleEndian(String what) {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) next32(what)));
    }

    /** A number of one to four bytes, seven bits each, 0 .. 2^28 - 1. */
    int nextVariable(String what) {
        int start = at;
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = next(what);
            value = value << 7 | next & 0x7F;
            if (next < 0x80) {
                return value;
            }
        }
        throw error(start, what + " is a number of more than four bytes");
    }

    byte[] nextBytes(int length, String what) {
        require(length, what);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, at, copy, 0, length);
        at += length;
        return copy;
    }

    void skip(int length, String what) {
        require(length, what);
        at += length;
    }

    private void require(int length, String what) {
        if (length > left()) {
            throw error(
                    end,
                    (end == bytes.length ? "the file" : "the chunk") + " ends in the middle of " + what + " (expected "
                            + Counted.of(length - left(), "more byte") + ")");
        }
    }

    MidiFormatException error(int inTrack, int offset, String reason) {
        return new MidiFormatException(file, offset, inTrack, reason);
    }

    MidiFormatException error(int offset, String reason) {
        return new MidiFormatException(file, offset, track, reason);
    }
}
