package org.amadeus.quant.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.WeightCoding;
import org.junit.jupiter.api.Test;

class FakeQuantizationTest {
    private static final int COLUMNS = 64;

    /** A weight that is rounded to its neighbour's value goes there, no farther than it must; all others stay. */
    @Test
    void weightsBeginAsNearToTheirOwnAsTheyAreRoundedAsTheyWere() {
        Random random = new Random(5);
        float[] plain = new float[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            plain[i] = (float) random.nextGaussian();
        }
        Coded nearest = WeightCoding.INT4.encode(plain, 1, COLUMNS, Optional.empty());
        byte[] moved = nearest.values().values().clone();
        for (int i = 0; i < COLUMNS; i += 3) {
            moved[i] += (byte) (moved[i] > 0 ? -1 : 1);
        }
        Coded wanted = new Coded(
                WeightCoding.INT4, new Int8Matrix(1, COLUMNS, moved), nearest.multipliers(), nearest.scales());
        FakeQuantization fake = new FakeQuantization(Map.of("w", wanted));
        float[] begun = fake.begun(Map.of("w", plain)).get("w");

        assertArrayEquals(wanted.decode(), fake.of(Map.of("w", begun)).get("w"));
        float[] values = wanted.decode();
        for (int i = 0; i < COLUMNS; i++) {
            double step = nearest.multipliers()[i / Coded.GROUP] * (double) nearest.scales()[0];
            if (i % 3 == 0) {
                double off = Math.abs(begun[i] - values[i]) / step;
                assertTrue(off > 0.44 && off < 0.501, "weight " + i + " is " + off + " steps off");
            } else {
                assertEquals(plain[i], begun[i], "weight " + i);
            }
        }
    }
}
