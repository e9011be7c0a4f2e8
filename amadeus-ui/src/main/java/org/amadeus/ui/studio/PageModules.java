package org.amadeus.ui.studio;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of the page's modules and of the recordings it plays where they were built in. */
final class PageModules {
    /** All files of page/js. */
    static final List<String> ALL = List.of(
            "answer.js",
            "answering.js",
            "computer-keys.js",
            "connection.js",
            "dom.js",
            "down.js",
            "dropping.js",
            "editing.js",
            "editor.js",
            "engine-session.js",
            "files.js",
            "hands.js",
            "history.js",
            "kept-piece.js",
            "keyboard.js",
            "main.js",
            "listening.js",
            "metronome.js",
            "midi-choice.js",
            "midi-input.js",
            "midi-output.js",
            "moment.js",
            "on.js",
            "pedal.js",
            "phrase.js",
            "piano.js",
            "piece-store.js",
            "piece.js",
            "player.js",
            "question.js",
            "remembering.js",
            "rendering.js",
            "rewriting.js",
            "roll-keys.js",
            "roll-marks.js",
            "roll-paint.js",
            "roll-pointer.js",
            "roll-view.js",
            "roll.js",
            "scales.js",
            "script-url.js",
            "selection-bar.js",
            "settings.js",
            "shares.js",
            "shortcuts.js",
            "sound.js",
            "studio.js",
            "theme.js",
            "tone-worker.js",
            "tone.js",
            "tones.js",
            "view.js",
            "wake-lock.js",
            "wav.js",
            "worker-engine.js");

    private static final int LOWEST = 21;
    private static final int HIGHEST = 108;
    private static final int APART = 3;
    private static final String[] NAMES = {"C", "D#", "F#", "A"};

    private PageModules() {}

    /** The recordings of a Salamander Grand Piano, every three semitones from A0 to C8: MIDI pitch to file. */
    static Map<Integer, String> samples() {
        Map<Integer, String> files = new TreeMap<>();
        for (int pitch = LOWEST; pitch <= HIGHEST; pitch += APART) {
            files.put(pitch, NAMES[pitch % 12 / APART] + (pitch / 12 - 1) + "v8.mp3");
        }
        return files;
    }
}
