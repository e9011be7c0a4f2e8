package org.amadeus.model.generate.option;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LengthTest {
    @Test
    void lengthsThatMakeNoSenseAreRefused() {
        for (double seconds : new double[] {0, -1, Double.NaN, 3601, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Length.seconds(seconds), () -> seconds + " s");
        }
        assertThrows(IllegalArgumentException.class, () -> Length.events(0));
    }
}
