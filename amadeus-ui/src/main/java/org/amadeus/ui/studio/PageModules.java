package org.amadeus.ui.studio;

import java.util.ArrayList;
import java.util.List;

/** The names of the page's modules and of the recordings it plays where they were built in. */
final class PageModules {
    /** All files of page/js. */
    static final List<String> ALL = List.of(
            "answer.js",
            "computer-keys.js",
            "connection.js",
            "files.js",
            "hands.js",
            "keyboard.js",
            "main.js",
            "midi-input.js",
            "moment.js",
            "phrase.js",
            "piano.js",
            "piece.js",
            "player.js",
            "roll-paint.js",
            "roll.js",
            "scales.js",
            "settings.js",
            "sound.js",
            "studio.js",
            "tone-worker.js",
            "tone.js",
            "tones.js",
            "view.js",
            "wav.js");

    private static final int OCTAVES = 8;

    private PageModules() {}

    /** The recordings of a Salamander Grand Piano: a sample every three semitones from A0 to C8. */
    static List<String> samples() {
        List<String> names = new ArrayList<>();
        for (int octave = 0; octave <= OCTAVES; octave++) {
            for (String note : List.of("C", "D#", "F#", "A")) {
                boolean onPiano = octave > 0 ? octave < OCTAVES || note.equals("C") : note.equals("A");
                if (onPiano) {
                    names.add(note + octave + "v8.mp3");
                }
            }
        }
        return names;
    }
}
