package org.amadeus.live.beat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatGridTest {
    private final BeatGrid grid = new BeatGrid(10, 0.5, 3);

    @Test
    void beatsAndBarsLieOnBothSidesOfTheOrigin() {
        assertEquals(10.5, grid.beatFrom(10.01), 1e-12);
        assertEquals(8.5, grid.barFrom(7.1), 1e-12);
        assertEquals(11.5, grid.barFrom(10.2), 1e-12);
        assertEquals(120, grid.tempo(), 1e-12);
        assertEquals(1.5, grid.bar(), 1e-12);
    }

    @Test
    void whatLiesOnABeatButForRoundingIsOnIt() {
        BeatGrid thirds = new BeatGrid(0, 1 / 3.0, 4);
        double time = 0;
        for (int i = 0; i < 40; i++) {
            assertEquals(i / 3.0, thirds.beatFrom(time), 1e-9, "beat " + i);
            time += 1 / 3.0;
        }
    }

    @Test
    void anOnsetIsDrawnByItsStrength() {
        assertEquals(10.125, grid.draw(10.15, 16, 1), 1e-12);
        assertEquals(10.1375, grid.draw(10.15, 16, 0.5), 1e-12);
        assertEquals(10.15, grid.draw(10.15, 16, 0), 1e-12);
        assertEquals(9.875, grid.draw(9.9, 16, 1), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void aSixteenthIsOneWhateverTheBeatIs(int unit) {
        BeatGrid beats = new Metre(3, unit).from(2, 60);
        assertEquals(0.25, beats.seconds(16), 1e-12);
        assertEquals(4.0 / unit, beats.beat(), 1e-12);
        assertEquals(2.25, beats.draw(2.2, 16, 1), 1e-12);
        assertEquals(0.125, new OnsetGrid(16, 1).reach(beats), 1e-12);
        assertEquals(2.5, new OnsetGrid(8, 1).draw(2.3, beats.at(2, beats.beat())), 1e-12);
    }

    @Test
    void beatsThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BeatGrid(Double.NaN, 1, 4));
        assertThrows(IllegalArgumentException.class, () -> new BeatGrid(0, 0, 4));
        assertThrows(IllegalArgumentException.class, () -> new BeatGrid(0, Double.NaN, 4));
        assertThrows(IllegalArgumentException.class, () -> new BeatGrid(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new BeatGrid(0, 1, 4, 0));
    }
}
