package org.amadeus.data.midi;

import java.util.List;
import org.amadeus.data.notes.NoteSequence;

/**
 * What a Standard MIDI File holds.
 *
 * @param source   the name to call it by in messages
 * @param format   0 (one track), 1 (tracks that sound together) or 2 (patterns; read like 1)
 * @param division what a tick is
 * @param tracks   unmodifiable
 * @param warnings what was wrong with it and got by, a line each; unmodifiable
 */
public record MidiFile(String source, int format, Division division, List<MidiTrack> tracks, List<String> warnings) {
    public MidiFile {
        tracks = List.copyOf(tracks);
        warnings = List.copyOf(warnings);
    }

    /** The notes as a piano sounds them, the sustain pedal heard, see {@link #notes(boolean)}. */
    public NoteSequence notes() {
        return notes(true);
    }

    /**
     * The notes as a piano sounds them, by the tempo of all tracks; percussion is left out. Times are those of the file.
     *
     * @param pedal whether the sustain pedal lengthens notes
     * @throws MidiFormatException where the music lasts over 24 hours
     */
    public NoteSequence notes(boolean pedal) {
        return new ExpressiveNotes(this, pedal).read();
    }

    /**
     * The notes that pretty_midi 0.2.8 finds: tempo of the first track only, no pedal, notes without an end dropped;
     * percussion is left out.
     *
     * @throws MidiFormatException where it cannot read such a file, or the music lasts over 24 hours
     */
    public NoteSequence prettyMidiNotes() {
        return new ReferenceNotes(this).read();
    }

    /** Ticks to seconds by the tempo events of all tracks. */
    public TempoMap tempoMap() {
        return TempoMap.of(division, tracks);
    }

    /** The tick of the last event of all tracks. */
    public long lastTick() {
        long last = 0;
        for (MidiTrack track : tracks) {
            last = Math.max(last, track.lastTick());
        }
        return last;
    }
}
