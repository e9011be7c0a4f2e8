package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MusicalKeyTest {
    @ParameterizedTest
    @CsvSource({
        "C,C major",
        "a minor,A minor",
        "Am,A minor",
        "F# Major,F# major",
        "Bbm,A# minor",
        "b,B major",
        "Bb,A# major"
    })
    void readsKeys(String text, String key) {
        assertEquals(key, MusicalKey.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "H", "C dorian", "major", "C##"})
    void refusesTheRest(String text) {
        assertThrows(AmadeusException.class, () -> MusicalKey.parse(text));
    }

    @Test
    void theHistogramIsTheScaleOnItsTonic() {
        double[] d = MusicalKey.parse("D").histogram();
        for (int pitchClass : new int[] {2, 4, 6, 7, 9, 11, 1}) {
            assertEquals(true, d[pitchClass] > 0 && d[pitchClass] <= d[2], "pitch class " + pitchClass);
        }
        for (int pitchClass : new int[] {0, 3, 5, 8, 10}) {
            assertEquals(0, d[pitchClass]);
        }
    }
}
