package org.amadeus.data.controls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {
    @Test
    void densityComesFirstThenTheShares() {
        float[] floats = new float[26];
        Control.parse("2,0,1,0,1,0,0,0,0,0,0,0;4").fill(floats, 1);
        float[] expected = new float[26];
        expected[1 + 4] = 1;
        expected[1 + 12] = 0.5f;
        expected[1 + 14] = 0.25f;
        expected[1 + 16] = 0.25f;
        assertArrayEquals(expected, floats);
    }

    @Test
    void noHistogramMeansEqualShares() {
        Control control = Control.parse(";4");
        assertEquals(4, control.density());
        assertEquals(1f / 12, control.share(7));
        assertEquals(control, Control.parse("0,0,0,0,0,0,0,0,0,0,0,0;4"));
    }

    @Test
    void itsTextReadsAsItself() {
        Control control = Control.parse("1,0,1,0,1,1,0,1,0,1,0,1;3");
        assertEquals(control, Control.parse(control.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,0,1;4 | 3 numbers before ';', expected 12",
                "1;4 | 1 number before ';', expected 12",
                "4 | expected HISTOGRAM;DENSITY",
                ";;4 | expected HISTOGRAM;DENSITY",
                ";12 | note density is 12, expected 0 .. 11",
                ";-1 | note density is -1, expected 0 .. 11",
                ";four | \"four\" after ';'",
                "x,0,1,1,0,1,0,1,1,0,0,1;4 | \"x\" is not a number",
                "-1,0,1,1,0,1,0,1,1,0,0,1;4 | weight of a pitch class is -1.0",
                "NaN,0,1,1,0,1,0,1,1,0,0,1;4 | weight of a pitch class is NaN",
                "Infinity,0,1,1,0,1,0,1,1,0,0,1;4 | weight of a pitch class is Infinity"
            })
    void whatIsWrongWithAControlIsSaid(String text, String reason) {
        ControlFormatException e = assertThrows(ControlFormatException.class, () -> Control.parse(text));
        assertTrue(e.getMessage().startsWith("control \"" + text + "\": " + reason), e.getMessage());
        assertTrue(e.getMessage().contains("Example: "), e.getMessage());
    }
}
