package org.amadeus.live;

import java.util.Locale;
import java.util.OptionalInt;

/** Note names in the way of most instruments: middle C, MIDI note 60, is C4. */
public final class PitchNames {
    private static final String[] NAMES = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    private static final int[] LETTERS = {9, 11, 0, 2, 4, 5, 7}; // A .. G

    private PitchNames() {}

    /** {@code C4} for 60. */
    public static String of(int pitch) {
        return NAMES[pitch % 12] + (pitch / 12 - 1);
    }

    /** The name of a pitch class, 0 (C) .. 11 (B). */
    public static String ofClass(int pitchClass) {
        return NAMES[pitchClass];
    }

    /** The pitch class that a letter with sharps or flats names: {@code F#}, {@code Bb}, {@code c}; empty where none. */
    public static OptionalInt pitchClass(String name) {
        String text = name.strip();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        int letter = text.toUpperCase(Locale.ROOT).charAt(0) - 'A';
        if (letter < 0 || letter >= LETTERS.length || text.length() > 2) {
            return OptionalInt.empty();
        }
        int pitchClass = LETTERS[letter];
        if (text.length() == 2) {
            switch (text.charAt(1)) {
                case '#', '\u266F' -> pitchClass++;
                case 'b', '\u266D' -> pitchClass--;
                default -> {
                    return OptionalInt.empty();
                }
            }
        }
        return OptionalInt.of(Math.floorMod(pitchClass, 12));
    }

    /** The MIDI note number of a name with its octave ({@code C8}, {@code F#3}) or of a number; empty where neither. */
    public static OptionalInt pitch(String text) {
        String word = text.strip();
        if (word.matches("\\d{1,3}")) {
            return inRange(Integer.parseInt(word));
        }
        int digits = word.length();
        while (digits > 0 && Character.isDigit(word.charAt(digits - 1))) {
            digits--;
        }
        if (digits > 0 && word.charAt(digits - 1) == '-') {
            digits--;
        }
        OptionalInt pitchClass = pitchClass(word.substring(0, digits));
        String octave = word.substring(digits);
        if (pitchClass.isEmpty() || !octave.matches("-?\\d{1,2}")) {
            return OptionalInt.empty();
        }
        return inRange(12 * (Integer.parseInt(octave) + 1) + pitchClass.getAsInt());
    }

    private static OptionalInt inRange(int pitch) {
        return pitch >= 0 && pitch <= 127 ? OptionalInt.of(pitch) : OptionalInt.empty();
    }
}
