package org.amadeus.data.midi;

import org.amadeus.data.notes.Note;

/** Notes of a file by their ticks. Refuses what lies beyond a day: such ticks are damage, and encode to millions of rests. */
final class NoteTimes {
    private static final double LONGEST_HOURS = 24;

    private final MidiFile file;
    private final TempoMap tempo;

    NoteTimes(MidiFile file, TempoMap tempo) {
        this.file = file;
        this.tempo = tempo;
    }

    /** When a tick is, seconds. */
    double seconds(long tick) {
        return tempo.seconds(tick);
    }

    Note note(long startTick, long endTick, int pitch, int velocity) {
        return new Note(tempo.seconds(startTick), checked(tempo.seconds(endTick)), pitch, velocity);
    }

    /** A note that ends at a tick, or at {@code latest} seconds where that is earlier. */
    Note noteUntil(long startTick, long endTick, double latest, int pitch, int velocity) {
        double end = Math.min(tempo.seconds(endTick), latest);
        return new Note(tempo.seconds(startTick), checked(end), pitch, velocity);
    }

    private double checked(double end) {
        if (end > LONGEST_HOURS * 3600) {
            throw new MidiFormatException(
                    file.source(),
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "a note at " + Math.round(end / 3600) + " hours, expected 24 at most");
        }
        return end;
    }
}
