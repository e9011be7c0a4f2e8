package org.amadeus.quant.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings of every range there is: each is finite both ways and off by no more than its step. */
class AffineTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-45, 1e-45",
        "-1e-45, 1e-44",
        "-1e-38, 1e-39",
        "0, 7.4e-37",
        "-1e-20, 1e-20",
        "-1e-14, 3e-14",
        "-0.5, 0.25",
        "2, 3",
        "-3, -2",
        "-1e30, 1e30",
        "-3.4e38, 3.4e38",
        "0, 3.4028235e38"
    })
    void everyRangeHasAMapping(float low, float high) {
        Affine mapping = Affine.ofRange(low, high);
        assertTrue(Float.isFinite(1 / mapping.scale()) && Float.isFinite(mapping.zeroPoint()), mapping::toString);
        double width = Math.max(high, 0.0) - Math.min(low, 0.0);
        double step = Math.max(width / 255, 1e-15);
        for (float x : new float[] {low, high, 0, low / 2 + high / 2}) {
            assertEquals(x, mapping.dequantize(mapping.quantize(x)), 1.01 * step, mapping + " of " + x);
        }
        assertEquals(0, mapping.dequantize(mapping.quantize(0)), 0f);
    }

    @Test
    void whatIsNoNumberIsNamed() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> Affine.ofRange(wrong, 1))
                    .getMessage()
                    .contains("a range " + wrong));
            assertThrows(IllegalArgumentException.class, () -> Affine.ofRange(-1, wrong));
            assertThrows(IllegalArgumentException.class, () -> new Affine(wrong, 0));
            assertThrows(IllegalArgumentException.class, () -> new Affine(1, wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> new Affine(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Affine(1e-45f, 0), "its reciprocal is infinite");
    }

    /** What is narrower than anything a model computes with is nothing: it becomes zero, under a scale of 1. */
    @Test
    void aRangeOfNextToNothingIsZero() {
        Affine nothing = Affine.ofRange(-1e-16f, 1e-16f);
        assertEquals(1, nothing.scale(), 1e-6);
        assertEquals(0, nothing.dequantize(nothing.quantize(1e-16f)));
        assertEquals(255 / 2e-14f, Affine.ofRange(-1e-14f, 1e-14f).scale(), 1e10);
    }
}
