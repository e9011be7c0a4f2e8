package org.amadeus.data.midi.read;

import org.amadeus.data.midi.MidiFile;

/** What is done about a MIDI file that is not as the standard says. */
public enum Tolerance {
    /** It is refused, whatever it is. */
    STRICT,
    /**
     * Where all of the music can be told with certainty it is read, and the file's {@linkplain MidiFile#warnings()
     * warnings} say what was wrong; where some is lost the file is refused.
     */
    USUAL,
    /** Where some is lost, too, the rest is read. */
    LENIENT
}
