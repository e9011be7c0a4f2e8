package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Layer;
import org.amadeus.quant.coding.WeightCoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in groups: the vector form against plain loops over the same numbers as int8. */
class GroupedKernelsTest {
    private final RandomLayers made = new RandomLayers();
    private final long seed = made.seed;

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 3, 7, 13, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 207, 255, 257, 512, 513, 1000})
    void nibblesAreScalarToAFloatsPrecision(int size) {
        for (int columns : new int[] {1, size, size + 3}) {
            Layer layer = made.groupedLayer(size, columns);
            assertSame(layer, made.gaussian(3 * columns), 3);
            float[] extremes = made.gaussian(columns);
            extremes[0] = Float.MIN_VALUE;
            extremes[columns - 1] = -1e30f;
            assertSame(layer, extremes, 1);
            assertSame(layer, new float[columns], 1);
        }
    }

    /** Every value in every place: a nibble that is taken from the wrong bits can't hide. */
    @Test
    void everyValueIsReadBack() {
        for (int value = -8; value <= 7; value++) {
            for (int multiplier : new int[] {1, 8, 15}) {
                Layer layer = made.groupedLayer(130, 70);
                Arrays.fill(layer.weight().values().values(), (byte) value);
                Arrays.fill(layer.weight().multipliers(), (byte) multiplier);
                assertSame(layer, made.gaussian(70), 1);
            }
        }
    }

    private void assertSame(Layer layer, float[] x, int batch) {
        int rows = layer.weight().rows();
        int columns = layer.weight().columns();
        float[] expected = new float[batch * rows];
        run(LayerKernels.scalar().linear(batch, layer, x, expected));
        NibbleProduct product = nibbles(batch, layer);
        product.multiply(x);
        float[] found = new float[rows + 2];
        for (int b = 0; b < batch; b++) {
            product.read(b, found, 1);
            double size = 0;
            for (int k = 0; k < columns; k++) {
                size += Math.abs(x[b * columns + k]);
            }
            for (int row = 0; row < rows; row++) {
                // A group's sum is rounded 32 times, in units of 256: at most 32 * 2^-24 * 256 of twice its inputs,
                // mostly far less.
                double tolerance = 1e-6
                        + 2e-4 * 15 * size * layer.weight().scales()[row]
                        + 1e-6 * Math.abs(expected[b * rows + row]);
                assertEquals(expected[b * rows + row], found[1 + row], tolerance, "row " + row + ", seed " + seed);
            }
            assertEquals(0, found[0]);
            assertEquals(0, found[1 + rows]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,5,3", "2,64,64", "1,130,17", "1,129,265", "4,7,5", "8,240,96", "9,33,130"})
    void linear(int batch, int out, int in) {
        Layer layer = made.groupedLayer(out, in);
        float[] x = made.gaussian(batch * in);
        float[] expected = new float[batch * out];
        run(LayerKernels.scalar().linear(batch, layer, x, expected));
        for (int threads : new int[] {1, 2}) {
            float[] fastest = new float[batch * out];
            for (boolean lasting : new boolean[] {false, true}) {
                run(LayerKernels.fastest(threads, lasting).linear(batch, layer, x, fastest));
                assertArrayEquals(expected, fastest, (float) (6e-4 * Math.sqrt(in)), "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,33", "2,64", "1,130", "1,207", "4,16", "8,65"})
    void gru(int batch, int units) {
        Layer wx = made.groupedLayer(3 * units, units + 2);
        Layer wh = made.groupedLayer(3 * units, units);
        float[] x = made.gaussian(batch * (units + 2));
        float[] h = made.gaussian(batch * units);
        float[] expected = new float[batch * units];
        run(LayerKernels.scalar().gru(batch, wx, wh, x, h, expected));
        for (int threads : new int[] {1, 2}) {
            float[] fastest = new float[batch * units];
            run(LayerKernels.fastest(threads, false).gru(batch, wx, wh, x, h, fastest));
            assertArrayEquals(expected, fastest, 2e-2f, "seed " + seed);
        }
    }

    @Test
    void theyTakeHalfTheRoom() {
        Layer layer = made.groupedLayer(1536, 512);
        double share = nibbles(1, layer).weightBytes() / (1536.0 * (512 + 2 * Float.BYTES));
        assertTrue(share < 0.55, () -> "share " + share);
    }

    private static NibbleProduct nibbles(int batch, Layer layer) {
        return new NibbleProduct(batch, layer);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(2, new byte[0], new float[1]);
        assertRefused(2, new byte[] {1}, new float[2]);
        assertRefused(33, new byte[] {1}, new float[1]);
        for (byte multiplier : new byte[] {0, -1, 16, 127}) {
            assertRefused(1, new byte[] {multiplier}, new float[1]);
        }
        assertThrows(IllegalArgumentException.class, () -> new Int8Matrix(1, 2, new byte[3]));
    }

    private static void assertRefused(int columns, byte[] multipliers, float[] scales) {
        Int8Matrix values = new Int8Matrix(1, columns, new byte[columns]);
        assertThrows(IllegalArgumentException.class, () -> new Coded(WeightCoding.INT4, values, multipliers, scales));
    }

    private static void run(StepKernel kernel) {
        for (int block = kernel.blocks() - 1; block >= 0; block--) {
            kernel.run(block);
        }
    }
}
