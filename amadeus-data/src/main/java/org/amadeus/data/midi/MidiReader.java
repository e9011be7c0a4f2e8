package org.amadeus.data.midi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Standard MIDI Files, formats 0, 1 and 2, also in a RIFF (RMID) wrapper. Bounds are kept strictly; what players
 * get by, it gets by: a long header, chunks of other kinds, bytes after the last track, a track without an end, system
 * messages. Memory stays in proportion to the file's size, whatever lengths the file declares.
 */
public final class MidiReader {
    /** Larger files are refused: the longest piano performances have well under one megabyte. */
    public static final int LARGEST_FILE = 16 << 20;

    private final String source;
    private final boolean lenient;
    private final List<MidiTrack> tracks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private MidiReader(String source, boolean lenient) {
        this.source = source;
        this.lenient = lenient;
    }

    /**
     * Reads a file.
     *
     * @throws MidiFormatException where it is not a MIDI file, is damaged, or ends early
     * @throws IOException         where it cannot be read at all
     */
    public static MidiFile read(Path file) throws IOException {
        return read(file, false);
    }

    /**
     * Reads a file, and where {@code lenient} and it is damaged or ends early, keeps what came before; the
     * {@linkplain MidiFile#warnings() warnings} say so.
     */
    public static MidiFile read(Path file, boolean lenient) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(LARGEST_FILE + 1), lenient);
        }
    }

    /** Reads a file from its bytes, see {@link #read(Path, boolean)}. */
    public static MidiFile parse(String source, byte[] bytes, boolean lenient) {
        if (bytes.length > LARGEST_FILE) {
            throw new MidiFormatException(
                    source,
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "larger than " + (LARGEST_FILE >> 20) + " MiB, the most a MIDI file may have");
        }
        return new MidiReader(source, lenient).file(bytes);
    }

    private MidiFile file(byte[] bytes) {
        ByteCursor cursor = new ByteCursor(source, bytes, 0, bytes.length, MidiFormatException.NOWHERE);
        if (cursor.startsWith("RIFF")) {
            cursor = unwrapRiff(cursor);
        }
        if (!cursor.startsWith("MThd")) {
            throw cursor.error(cursor.at(), bytes.length == 0 ? "the file is empty" : "no MIDI file: expected MThd");
        }
        cursor.skip(4, "the header");
        long headerLength = cursor.next32("the header");
        if (headerLength < 6 || headerLength > cursor.left()) {
            throw cursor.error(cursor.at() - 4, "a header of " + headerLength + " bytes, expected 6");
        }
        ByteCursor header = cursor.part((int) headerLength, MidiFormatException.NOWHERE);
        int format = header.next16("the header");
        if (format > 2) {
            throw header.error(header.at() - 2, "format " + format + ", expected 0, 1 or 2");
        }
        int declared = header.next16("the header");
        Division division = division(header);
        try {
            while (tracks.size() < declared) {
                chunk(cursor, declared);
            }
        } catch (MidiFormatException e) {
            if (!lenient) {
                throw e;
            }
            warnings.add(e.getMessage());
        }
        if (tracks.isEmpty()) {
            throw cursor.error(cursor.at(), "no tracks");
        }
        return new MidiFile(source, format, division, tracks, warnings);
    }

    /** The "data" chunk of a RIFF file of kind RMID. */
    private static ByteCursor unwrapRiff(ByteCursor cursor) {
        cursor.skip(8, "the RIFF header");
        if (!cursor.startsWith("RMID")) {
            throw cursor.error(cursor.at(), "a RIFF file of another kind, expected RMID");
        }
        cursor.skip(4, "the RIFF header");
        while (true) {
            boolean data = cursor.startsWith("data");
            cursor.skip(4, "a RIFF chunk");
            long length = Math.min(cursor.next32LittleEndian("a RIFF chunk"), cursor.left());
            if (data) {
                return cursor.part((int) length, MidiFormatException.NOWHERE);
            }
            cursor.skip((int) length, "a RIFF chunk");
            if (length % 2 == 1 && cursor.left() > 0) {
                cursor.skip(1, "a RIFF chunk");
            }
        }
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

    private void chunk(ByteCursor cursor, int declared) {
        int start = cursor.at();
        if (cursor.left() == 0) {
            throw cursor.error(
                    start, "the file ends after " + tracks.size() + " tracks, its header declares " + declared);
        }
        boolean track = cursor.startsWith("MTrk");
        cursor.skip(4, "a chunk");
        long length = cursor.next32("a chunk");
        if (!track) {
            if (length > cursor.left()) {
                throw cursor.error(start, "no track: expected MTrk");
            }
            cursor.skip((int) length, "a chunk");
            return;
        }
        boolean cut = length > cursor.left();
        TrackParser parser = new TrackParser(cursor.part((int) Math.min(length, cursor.left()), tracks.size()));
        try {
            parser.parse();
            if (cut && !parser.ended()) {
                throw new MidiFormatException(
                        source, cursor.at(), tracks.size(), "the file ends before the track's end of track event");
            }
        } catch (MidiFormatException e) {
            if (!lenient) {
                throw e;
            }
            warnings.add(e.getMessage());
        }
        tracks.add(new MidiTrack(parser.events()));
    }
}
