package org.amadeus.quant.gates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector gates against their scalar twin, and that against the equations in double precision. */
class GatesTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 13, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 100, 127, 128, 129, 207, 512, 513})
    void vectorIsScalarBitForBit(int units) {
        for (double spread : new double[] {1e-9, 0.1, 2, 50, 1e6}) {
            float[] gx = gaussian(3 * units + 1, spread);
            float[] gh = gaussian(3 * units + 1, spread);
            float[] h = gaussian(units + 4, 1);
            float[] fast = new float[units + 4];
            float[] plain = new float[units + 4];
            new VectorGates(units).apply(gx, gh, 1, units, h, fast, 4, units);
            new ScalarGates().apply(gx, gh, 1, units, h, plain, 4, units);
            assertArrayEquals(plain, fast, 0f, "spread " + spread + ", seed " + seed);
        }
    }

    @Test
    void agreesWithTheEquationsToAHalfsPrecision() {
        int units = 200;
        float[] gx = gaussian(3 * units, 3);
        float[] gh = gaussian(3 * units, 3);
        float[] h = gaussian(units, 1);
        float[] next = new float[units];
        new ScalarGates().apply(gx, gh, 0, units, h, next, 0, units);
        for (int u = 0; u < units; u++) {
            double r = 1 / (1 + Math.exp(-((double) gx[u] + gh[u])));
            double z = 1 / (1 + Math.exp(-((double) gx[units + u] + gh[units + u])));
            double n = Math.tanh(gx[2 * units + u] + r * gh[2 * units + u]);
            assertEquals((1 - z) * n + z * h[u], next[u], 5e-3, "unit " + u + ", seed " + seed);
        }
    }

    @Test
    void exponentialIsGoodToTwoUnitsInTheLastPlace() {
        for (int i = 0; i < 100_000; i++) {
            float x = (float) (random.nextDouble() * 170 - 85);
            double exact = Math.exp(x);
            assertEquals(exact, Exponential.exp(x), 2.5 * Math.ulp((float) exact), "x " + x + ", seed " + seed);
        }
    }

    private float[] gaussian(int count, double spread) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) (spread * random.nextGaussian());
        }
        return x;
    }
}
