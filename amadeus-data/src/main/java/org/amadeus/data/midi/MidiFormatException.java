package org.amadeus.data.midi;

import org.amadeus.data.AmadeusException;

/** A MIDI file that cannot be used: where it is wrong, and why. */
public final class MidiFormatException extends AmadeusException {
    private static final long serialVersionUID = 1L;
    /** {@link #track} or {@link #offset} of a fault that lies in no one place. */
    public static final int NOWHERE = -1;

    private final String file;
    private final long offset;
    private final int track;
    private final String reason;

    /**
     * @param file   the file's name
     * @param offset the byte at which it is wrong, from 0, or {@link #NOWHERE}
     * @param track  the track it lies in, from 0, or {@link #NOWHERE}
     * @param reason what was found and what was expected
     */
    public MidiFormatException(String file, long offset, int track, String reason) {
        super(file + ": " + (track == NOWHERE ? "" : "track " + track + ", ")
                + (offset == NOWHERE ? "" : "byte " + offset + ": ") + reason);
        this.file = file;
        this.offset = offset;
        this.track = track;
        this.reason = reason;
    }

    public String file() {
        return file;
    }

    /** The byte at which the file is wrong, from 0, or {@link #NOWHERE}. */
    public long offset() {
        return offset;
    }

    /** The track that is wrong, from 0, or {@link #NOWHERE}. */
    public int track() {
        return track;
    }

    public String reason() {
        return reason;
    }
}
