package org.amadeus.model.kernel.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorTileTest {
    @ParameterizedTest
    @ValueSource(floats = {1, 2})
    void theLogisticFunctionIsGoodToTwoTenMillionths(float scale) {
        int count = 64 * VectorTile.L;
        for (int range = -90; range < 90; range++) {
            float[] a = new float[count];
            double[] expected = new double[count];
            for (int i = 0; i < count; i++) {
                a[i] = range + (float) i / count;
                expected[i] = 1 / (1 + Math.exp(-(double) scale * a[i]));
            }
            VectorTile.logistic(a, 0, count, scale);
            for (int i = 0; i < count; i++) {
                assertEquals(expected[i], a[i], 2e-7, "at " + (range + (double) i / count));
            }
        }
    }
}
