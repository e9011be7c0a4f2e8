package org.amadeus.data.midi.read;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.midi.MidiTrack;

/**
 * Finds the tracks of a file. Neither the number of tracks in the header nor the length of a chunk is believed where the
 * bytes say otherwise: a track ends with its end of track event, the next begins at {@code MTrk}. Goes forward only.
 */
final class TrackChunks {
    private static final int MOST_TRACKS = 0xFFFF;
    private static final int CHUNK_HEADER = 8;
    /** Bytes of an end of track event behind its delta time. */
    private static final int END_OF_TRACK = 3;
    /** The fewest bytes of any other event. */
    private static final int LEAST_MESSAGE = 2;

    private static final int LONGEST_DELTA = 4;

    private final ByteCursor file;
    private final int declared;
    private final Faults faults;
    private final List<MidiTrack> tracks = new ArrayList<>();
    /** From here on there are only zeros: no music, but padding. */
    private final int lastNonZero;

    private int otherChunks;
    private boolean anotherFile;
    private int at;

    /**
     * @param file     stands behind the header
     * @param declared how many tracks the header says there are
     */
    TrackChunks(ByteCursor file, int declared, Faults faults) {
        this.file = file;
        this.declared = declared;
        this.faults = faults;
        this.at = file.at();
        this.lastNonZero = file.lastNonZero();
    }

    /**
     * The tracks, one or more.
     *
     * @throws MidiFormatException where there is none, or one is damaged beyond what is tolerated
     */
    List<MidiTrack> read() {
        while (file.hasAt(at, "MTrk") && file.end() - at >= CHUNK_HEADER || findTrack()) {
            if (tracks.size() == MOST_TRACKS) {
                throw file.error(at, "more than " + MOST_TRACKS + " tracks");
            }
            track();
        }
        checkNumber();
        return tracks;
    }

    /** Goes to the next track, over chunks of other kinds and whatever else is in between; false where there is none. */
    private boolean findTrack() {
        int start = at;
        boolean junk = false;
        while (at < file.end() && !file.hasAt(at, "MTrk")) {
            if (file.hasAt(at, "MThd") && !tracks.isEmpty()) {
                faults.passOver(at, MidiFormatException.NOWHERE, "another MIDI file follows, which is not read");
                anotherFile = true;
                return false;
            }
            long end = at + CHUNK_HEADER + file.number32At(at + 4);
            boolean chunk = at + CHUNK_HEADER <= file.end() && end <= file.end() && isChunk(file, (int) end);
            if (chunk && !junk) {
                otherChunks++;
                at = (int) end;
                start = at;
            } else {
                junk = true;
                at = nextTrack(file, at + 1);
            }
        }
        if (at == file.end() || file.end() - at < CHUNK_HEADER) {
            at = start;
            return false;
        }
        if (junk) {
            faults.passOver(
                    start,
                    MidiFormatException.NOWHERE,
                    Counted.of(at - start, "byte that is", "bytes that are") + " no chunk, before " + name());
        }
        return true;
    }

    private void track() {
        int start = at;
        int body = at + CHUNK_HEADER;
        long length = file.number32At(at + 4);
        boolean cut = length > file.end() - body;
        int declaredEnd = cut ? file.end() : body + (int) length;
        boolean trusted = !cut && isChunk(file, declaredEnd);
        boolean padded = !cut && declaredEnd > lastNonZero;
        TrackParser parser =
                new TrackParser(file.range(body, trusted ? declaredEnd : file.end(), tracks.size()), faults);
        try {
            parser.parse(cut ? -1 : declaredEnd, padded);
            int end = parser.at();
            trusted |= padded && end <= declaredEnd;
            if (!parser.ended() && !trusted && !file.hasAt(end, "MTrk")) {
                throw file.error(tracks.size(), end, withoutEnd(cut, length));
            }
            at = trusted && !file.hasAt(end, "MTrk") ? declaredEnd : end;
            parser.requireRightOrEnd(isChunk(file, at) || at > lastNonZero);
            if (parser.ended() && at == declaredEnd) {
                tellOfRest(parser.at(), declaredEnd);
            }
            if (cut || at != declaredEnd) {
                faults.passOver(
                        start + 4,
                        tracks.size(),
                        "its length says " + Counted.of(length, "byte") + ", it has " + (end - body));
            }
        } catch (MidiFormatException e) {
            int reached = nextTrack(file, parser.at());
            if (!trusted && parser.dropBeyondMark()) {
                faults.passOver(
                        declaredEnd,
                        tracks.size(),
                        Counted.of(reached - declaredEnd, "byte that is", "bytes that are") + " no chunk");
            } else if (cut
                    && tracks.size() + 1 + otherChunks >= declared
                    && isEndOfTrack(parser.begun(), body + length)) {
                parser.requireRightOrEnd(true);
                faults.passOver(
                        file.end(),
                        tracks.size(),
                        "the file ends in the end of track event (expected "
                                + Counted.of(body + length - file.end(), "more byte") + "), after all of the music");
            } else {
                faults.lose(e);
            }
            at = trusted ? declaredEnd : reached;
        }
        tracks.add(new MidiTrack(parser.events()));
    }

    /**
     * Whether the bytes from an event's first one to where its track is said to end, which are not all there, can be those of
     * an end of track event and of nothing else: a delta time, then {@code FF 2F 00}.
     */
    private boolean isEndOfTrack(int start, long end) {
        if (end - file.end() > LEAST_MESSAGE + END_OF_TRACK || end - start < 1 + END_OF_TRACK) {
            return false;
        }
        int status = (int) end - END_OF_TRACK;
        for (int i = start; i < Math.min(status, file.end()); i++) {
            if (file.byteAt(i) < 0x80 != (i == status - 1)) {
                return false;
            }
        }
        return status - start <= LONGEST_DELTA
                && (file.end() <= status || file.byteAt(status) == 0xFF)
                && (file.end() <= status + 1 || file.byteAt(status + 1) == MetaEvent.END_OF_TRACK);
    }

    /** Bytes behind the end of track that are no padding may be music, to the eye of whoever wrote them. */
    private void tellOfRest(int from, int end) {
        for (int rest = from; rest < end; rest++) {
            boolean again =
                    rest + 1 < end && file.byteAt(rest) == 0xFF && file.byteAt(rest + 1) == MetaEvent.END_OF_TRACK;
            if (again) {
                rest++;
            } else if (file.byteAt(rest) >= 0x80) {
                faults.passOver(
                        from,
                        tracks.size(),
                        Counted.of(end - from, "byte") + " behind its end of track event, not read");
                return;
            }
        }
    }

    private static String withoutEnd(boolean cut, long length) {
        return cut
                ? "the file ends before the track's end of track event"
                : "no end of track event in the " + Counted.of(length, "byte")
                        + " that its length says, nor after them";
    }

    private void checkNumber() {
        int found = tracks.size();
        if (found == 0) {
            String reason =
                    declared == 0 ? "no tracks" : "the file ends after 0 tracks, its header declares " + declared;
            throw file.error(at, at < file.end() ? "no track: expected MTrk" : reason);
        }
        if (found > declared) {
            faults.passOver(
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "its header declares " + Counted.of(declared, "track") + ", it has " + found);
        } else if (found < declared && !anotherFile && at < file.end() && at <= lastNonZero) {
            faults.lose(file.error(
                    at, "the file ends after " + Counted.of(found, "track") + ", its header declares " + declared));
        } else if (found < declared) {
            faults.passOver(
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "its header declares " + Counted.of(declared, "track") + ", it has " + found
                            + (otherChunks > 0 ? " and " + Counted.of(otherChunks, "chunk") + " of other kinds" : ""));
        }
    }

    private String name() {
        return "track " + tracks.size();
    }

    /** Whether a chunk begins there, or the file ends. */
    static boolean isChunk(ByteCursor file, int at) {
        if (at == file.end() || looksLikeTrack(file, at)) {
            return true;
        }
        if (file.hasAt(at, "MTrk")) {
            return file.end() - at < CHUNK_HEADER + 2; // cut, or without an event; else the letters are of a text
        }
        if (at + CHUNK_HEADER > file.end() || file.number32At(at + 4) > file.end() - at - CHUNK_HEADER) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            int letter = file.byteAt(at + i);
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return true;
    }

    /** Where the next track begins at {@code from} or later; the file's end where there is none. */
    private static int nextTrack(ByteCursor file, int from) {
        for (int at = from; at < file.end(); at++) {
            if (looksLikeTrack(file, at)) {
                return at;
            }
        }
        return file.end();
    }

    /** {@code MTrk}, a length of under 16 MiB, then a delta time and a status byte. */
    static boolean looksLikeTrack(ByteCursor file, int at) {
        if (!file.hasAt(at, "MTrk") || file.number32At(at + 4) > MidiReader.LARGEST_FILE) {
            return false;
        }
        int event = at + CHUNK_HEADER;
        for (int i = 0; i < 3 && event < file.end() && file.byteAt(event) >= 0x80; i++) {
            event++;
        }
        return event + 1 < file.end() && file.byteAt(event + 1) >= 0x80;
    }
}
