package org.amadeus.data.midi.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.InputFile;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFormatException;

/**
 * Reads Standard MIDI Files, formats 0, 1 and 2, also in a RIFF (RMID) wrapper. What players get by it gets by without a
 * word: a long header, chunks of other kinds, bytes after the last track, a track without an end, system messages. What
 * programs write wrong and leaves no doubt about the music, wrong lengths and counts above all, is read with a warning.
 * Time and memory stay in proportion to the file's size, whatever lengths it declares.
 */
public final class MidiReader {
    /** Larger files are refused: the longest piano performances have well under one megabyte. */
    public static final int LARGEST_FILE = 16 << 20;

    private static final int HEADER = 6;
    /** So many bytes may come before the header, as old Macintosh programs wrote them. */
    private static final int MOST_BEFORE = 1024;

    private MidiReader() {}

    /**
     * Reads a file with {@linkplain Tolerance#USUAL the usual tolerance}.
     *
     * @throws MidiFormatException where it is not a MIDI file, is damaged, or ends early
     * @throws IOException         where it cannot be read at all
     */
    public static MidiFile read(Path file) throws IOException {
        return read(file, Tolerance.USUAL);
    }

    /** Reads a file; the {@linkplain MidiFile#warnings() warnings} say what was wrong with it and got by. */
    public static MidiFile read(Path file, Tolerance tolerance) throws IOException {
        try (InputStream in = InputFile.open(file, "a MIDI file")) {
            return read(file.toString(), in, tolerance);
        }
    }

    /**
     * Reads a file from a stream, which is not closed.
     *
     * @param source the name to call it by in messages
     */
    public static MidiFile read(String source, InputStream in, Tolerance tolerance) throws IOException {
        return parse(source, in.readNBytes(LARGEST_FILE + 1), tolerance);
    }

    /** Reads a file from its bytes, see {@link #read(Path, Tolerance)}. */
    public static MidiFile parse(String source, byte[] bytes, Tolerance tolerance) {
        if (bytes.length > LARGEST_FILE) {
            throw new MidiFormatException(
                    source,
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "larger than " + (LARGEST_FILE >> 20) + " MiB, the most a MIDI file may have");
        }
        return parse(new ByteCursor(source, bytes), new Faults(source, tolerance));
    }

    /** Whether a file begins as a MIDI file does. Of a pipe this takes the beginning. */
    public static boolean isMidi(Path file) throws IOException {
        try (InputStream in = InputFile.open(file, "a MIDI file")) {
            return isMidi(in.readNBytes(MOST_BEFORE + 8));
        }
    }

    /** Whether a file begins as a MIDI file does, by its bytes or the first thousand of them. */
    public static boolean isMidi(byte[] beginning) {
        ByteCursor cursor = new ByteCursor("", beginning);
        return cursor.startsWith("RIFF") || cursor.startsWith("MThd") || bytesBeforeHeader(cursor) > 0;
    }

    private static MidiFile parse(ByteCursor whole, Faults faults) {
        ByteCursor cursor = whole.startsWith("RIFF") ? RiffChunks.unwrap(whole, faults) : whole;
        if (cursor.left() == 0) {
            throw cursor.error(cursor.at(), "the file is empty");
        }
        int before = bytesBeforeHeader(cursor);
        if (before < 0) {
            throw cursor.error(cursor.at(), "no MIDI file: expected MThd");
        }
        if (before > 0) {
            faults.passOver(
                    cursor.at(), MidiFormatException.NOWHERE, Counted.of(before, "byte") + " before the header");
            cursor.skip(before, "the header");
        }
        cursor.skip(4, "the header");
        ByteCursor header = header(cursor, faults);
        int format = header.next16("the header");
        if (format > 2) {
            throw header.error(header.at() - 2, "format " + format + ", expected 0, 1 or 2");
        }
        int declared = header.next16("the header");
        Division division = division(header);
        TrackChunks chunks = new TrackChunks(cursor, declared, faults);
        return new MidiFile(cursor.file(), format, division, chunks.read(), faults.warnings());
    }

    /** How many bytes come before {@code MThd}; negative where there is none. */
    private static int bytesBeforeHeader(ByteCursor cursor) {
        for (int before = 0; before <= Math.min(MOST_BEFORE, cursor.left() - 4); before++) {
            int at = cursor.at() + before;
            if (cursor.hasAt(at, "MThd") && (before == 0 || cursor.number32At(at + 4) == HEADER)) {
                return before;
            }
        }
        return -1;
    }

    /** The bytes of the header, six or more; the cursor then stands behind it. */
    private static ByteCursor header(ByteCursor cursor, Faults faults) {
        int start = cursor.at();
        long length = cursor.next32("the header");
        if (cursor.left() < HEADER) {
            throw cursor.error(
                    cursor.end(),
                    "the file ends in the middle of the header (expected "
                            + Counted.of(HEADER - cursor.left(), "more byte") + ")");
        }
        if (length < HEADER || length > cursor.left() || !TrackChunks.isChunk(cursor, cursor.at() + (int) length)) {
            if (length != HEADER && cursor.hasAt(cursor.at() + HEADER, "MTrk")) {
                faults.passOver(
                        start,
                        MidiFormatException.NOWHERE,
                        "a header of " + Counted.of(length, "byte") + ", expected 6");
                length = HEADER;
            } else if (length < HEADER || length > cursor.left()) {
                throw cursor.error(start, "a header of " + Counted.of(length, "byte") + ", expected 6");
            }
        }
        return cursor.part((int) length, MidiFormatException.NOWHERE);
    }

    private static Division division(ByteCursor header) {
        int at = header.at();
        int division = header.next16("the header");
        try {
            return division < 0x8000
                    ? new Division.Beats(division)
                    : new Division.Smpte(-(byte) (division >> 8), division & 0xFF);
        } catch (IllegalArgumentException e) {
            throw header.error(at, e.getMessage());
        }
    }
}
