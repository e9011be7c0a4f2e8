package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitchNamesTest {
    @Test
    void everyPitchHasANameThatFindsIt() {
        for (int pitch = 0; pitch < 128; pitch++) {
            assertEquals(OptionalInt.of(pitch), PitchNames.pitch(PitchNames.of(pitch)));
        }
    }

    @ParameterizedTest
    @CsvSource({"C4,60", "a0,21", "Bb3,58", "C8,108", "C-1,0", "61,61", "Cb4,71"})
    void readsNamesAndNumbers(String text, int pitch) {
        assertEquals(OptionalInt.of(pitch), PitchNames.pitch(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "H4", "C", "128", "C99", "C#b4", "-", "4C", "9999999999"})
    void refusesTheRest(String text) {
        assertTrue(PitchNames.pitch(text).isEmpty(), text);
    }
}
