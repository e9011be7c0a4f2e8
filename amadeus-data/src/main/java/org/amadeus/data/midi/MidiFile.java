package org.amadeus.data.midi;

import java.util.List;
import org.amadeus.data.CodecProfile;
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

    /** The notes as an expressive codec wants them: every tempo heard, the sustain pedal too. */
    public NoteSequence notes() {
        return notes(CodecProfile.EXPRESSIVE, true);
    }

    /**
     * The notes as the codec of this profile wants them; percussion is left out. Times are those of the file.
     *
     * @param pedal whether the sustain pedal lengthens notes (the reference profile never hears it)
     * @throws MidiFormatException where the profile cannot read such a file, or the music lasts over 24 hours
     */
    public NoteSequence notes(CodecProfile profile, boolean pedal) {
        return profile == CodecProfile.REFERENCE
                ? new ReferenceNotes(this).read()
                : new ExpressiveNotes(this, pedal).read();
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
