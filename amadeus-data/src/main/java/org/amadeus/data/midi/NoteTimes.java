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

    Note note(long startTick, long endTick, int pitch, int velocity) {
        double end = tempo.seconds(endTick);
        if (end > LONGEST_HOURS * 3600) {
            throw new MidiFormatException(
                    file.source(),
                    MidiFormatException.NOWHERE,
                    MidiFormatException.NOWHERE,
                    "a note at " + Math.round(end / 3600) + " hours, expected 24 at most");
        }
        return new Note(tempo.seconds(startTick), end, pitch, velocity);
    }
}
