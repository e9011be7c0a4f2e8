package org.amadeus.live.beat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnsetGridTest {
    @Test
    void isReadFromText() {
        assertEquals(Optional.of(new OnsetGrid(16, 1)), OnsetGrid.of("1/16"));
        assertEquals(Optional.of(new OnsetGrid(12, 0.5)), OnsetGrid.of("1/12@0.5"));
        assertEquals(Optional.of(new OnsetGrid(8, 0)), OnsetGrid.of("1/8@0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "16", "1/0", "1/5", "1/20", "1/64", "1/16@", "1/16@1.5", "1/16@-1", "1/16@a", "2/16"})
    void whatIsNoneIsNone(String text) {
        assertEquals(Optional.empty(), OnsetGrid.of(text));
    }

    @Test
    void drawsBySubdivisionsOfAQuarter() {
        BeatGrid beats = new BeatGrid(1, 0.5, 4);
        assertEquals(1.125, new OnsetGrid(16, 1).draw(1.1, beats), 1e-12);
        assertEquals(1.1125, new OnsetGrid(16, 0.5).draw(1.1, beats), 1e-12);
        assertEquals(0.0625, new OnsetGrid(16, 1).reach(beats), 1e-12);
    }

    @Test
    void otherNumbersAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> new OnsetGrid(16, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new InTime(33, 0, OnsetGrid.OFF));
        assertThrows(IllegalArgumentException.class, () -> new InTime(1, 19, OnsetGrid.OFF));
    }
}
