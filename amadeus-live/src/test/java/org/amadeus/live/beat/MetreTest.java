package org.amadeus.live.beat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetreTest {
    @Test
    void theTempoCountsQuartersWhateverTheBeat() {
        assertEquals(Optional.of(new Metre(6, 8)), Metre.of("6/8"));
        BeatGrid jig = new Metre(6, 8).from(1, 120);
        assertEquals(0.25, jig.beat(), 1e-12);
        assertEquals(1.5, jig.bar(), 1e-12);
        assertEquals(120, new Metre(6, 8).tempo(jig), 1e-9);
    }

    @Test
    void theBarGoesOnWhereTheTempoChanges() {
        BeatGrid grid = Metre.COMMON.from(0, 120).at(1, 1);
        assertEquals(3, grid.barFrom(1.5), 1e-12);
        assertEquals(1, grid.beatFrom(1), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "0/4", "4/3", "33/4", "4/32", "-3/4", "3/4/4", "3:4", "٣/٤"})
    void whatIsNoMetreIsNone(String text) {
        assertTrue(Metre.of(text).isEmpty());
    }

    @Test
    void aTempoHasBounds() {
        assertThrows(IllegalArgumentException.class, () -> Metre.COMMON.from(0, 19));
        assertThrows(IllegalArgumentException.class, () -> Metre.COMMON.from(0, Double.NaN));
    }
}
