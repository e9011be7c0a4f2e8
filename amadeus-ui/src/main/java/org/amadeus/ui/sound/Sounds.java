package org.amadeus.ui.sound;

import java.io.IOException;
import java.nio.file.Path;

/** The sounds there are to play with. */
public enum Sounds {
    /** Our own piano. */
    PIANO,
    /** Java's synthesizer with its General MIDI sounds. */
    GERVILL;

    /** Opens them. */
    public Synth open() {
        return this == PIANO ? new PianoSynth() : GervillSynth.general();
    }

    /** Opens a sound font where there is one, else these. */
    public Synth open(Path soundFont) throws IOException {
        return soundFont == null ? open() : GervillSynth.of(soundFont);
    }
}
