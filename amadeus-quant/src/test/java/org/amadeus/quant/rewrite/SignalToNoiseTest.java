package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SignalToNoiseTest {
    /** Errors of a tenth of the values are 20 dB below them, of a hundredth 40; together the mean of the squares counts. */
    @Test
    void decibelsAreOfPowers() {
        SignalToNoise tenth = new SignalToNoise();
        tenth.add(new float[] {1, -10}, new float[] {1.1f, -9});
        assertEquals(20, tenth.decibels(), 1e-5);
        SignalToNoise both = new SignalToNoise();
        both.add(new float[] {1}, new float[] {1.1f});
        both.add(new float[] {1}, new float[] {1.01f});
        assertEquals(10 * Math.log10(2 / (0.01 + 0.0001)), both.decibels(), 1e-4);
    }

    @Test
    void withoutAnErrorItIsInfinite() {
        SignalToNoise exact = new SignalToNoise();
        exact.add(new float[] {1, 2}, new float[] {1, 2});
        assertTrue(Double.isInfinite(exact.decibels()) && exact.decibels() > 0);
    }
}
