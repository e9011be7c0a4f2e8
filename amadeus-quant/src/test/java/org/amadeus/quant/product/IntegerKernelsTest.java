package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers whose activations are integers too: every way to compute them gives the same bits. */
class IntegerKernelsTest {
    private final RandomLayers made = new RandomLayers();
    private final long seed = made.seed;

    static int[] sizes() {
        return new int[] {1, 2, 3, 5, 7, 13, 16, 17, 31, 33, 63, 64, 65, 100, 127, 129, 207, 257, 513, 1000, 1536};
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyFamilyGivesTheSameBits(int size) {
        for (int batch : new int[] {1, 2, 5, 8}) {
            Layer layer = made.int8Layer(1 + made.random.nextInt(300), size);
            float[] x = made.gaussian(batch * size);
            Arrays.fill(x, 0, size / 2, 0);
            assertSame(batch, layer, x);
            Arrays.fill(x, 0, size, 0);
            x[size - 1] = 1e-40f;
            assertSame(batch, layer, x);
            x[0] = -3e38f;
            assertSame(batch, layer, x);
            Arrays.fill(x, 1);
            Arrays.fill(layer.weight().widened().values(), (byte) -128);
            assertSame(batch, layer, x);
        }
    }

    private void assertSame(int batch, Layer layer, float[] x) {
        float[] plain = run(LayerKernels.scalar(), batch, layer, x);
        assertArrayEquals(
                plain, run(new LayerKernels(Products.VECTOR, 1), batch, layer, x), 0f, "vector, seed " + seed);
        assertArrayEquals(plain, run(LayerKernels.fastest(1, false), batch, layer, x), 0f, "fastest, seed " + seed);
        assertArrayEquals(plain, run(LayerKernels.fastest(2, false), batch, layer, x), 0f, "two threads, seed " + seed);
    }

    private static float[] run(LayerKernels kernels, int batch, Layer layer, float[] x) {
        float[] y = new float[batch * layer.weight().rows()];
        StepKernel kernel = kernels.linear(batch, layer, x, y);
        for (int block = kernel.blocks() - 1; block >= 0; block--) {
            kernel.run(block);
            kernel.run(block);
        }
        return y;
    }

    @Test
    void aLayerWhoseSumsCouldOverflowIsRefused() {
        Layer wide = made.int8Layer(1, 1 << 17);
        float[] x = new float[1 << 17];
        AmadeusException refused = assertThrows(
                AmadeusException.class, () -> LayerKernels.fastest(1, false).linear(1, wide, x, new float[1]));
        assertTrue(refused.getMessage().contains("131072 inputs, expected at most 131071"), refused.getMessage());
    }

    @Test
    void aLayerIsWhatItsEquationSays() {
        int in = 300;
        int out = 77;
        Layer layer = made.int8Layer(out, in);
        float[] x = made.gaussian(in);
        float[] y = run(LayerKernels.fastest(1, false), 1, layer, x);
        double largest = 0;
        for (float value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        double step = largest / 127;
        for (int row = 0; row < out; row++) {
            double sum = 0;
            for (int k = 0; k < in; k++) {
                sum += Math.rint(x[k] / step) * layer.weight().widened().values()[row * in + k];
            }
            double expected = sum * step * layer.weight().scales()[row] + layer.bias()[row];
            // A value half way between two integers may fall to the other side in single precision.
            double tolerance = 1e-5 * (1 + Math.abs(expected))
                    + 2 * 128 * step * layer.weight().scales()[row];
            assertEquals(expected, y[row], tolerance, "row " + row + ", seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 512, 513, 1023, 1024, 1025, 1536, 2049})
    void sumsAreExactAtTheEndsOfTheRange(int columns) {
        Int8Matrix matrix = new Int8Matrix(3, columns, new byte[3 * columns]);
        Arrays.fill(matrix.values(), 0, columns, (byte) -128);
        Arrays.fill(matrix.values(), columns, 2 * columns, (byte) 127);
        byte[] x = new byte[2 * columns];
        Arrays.fill(x, 0, columns, (byte) -128);
        Arrays.fill(x, columns, 2 * columns, (byte) 127);
        int[] expected = {16384, -16256, 0, -16256, 16129, 0};
        for (int i = 0; i < expected.length; i++) {
            expected[i] *= columns;
        }
        assertArrayEquals(expected, sums(new ExactProduct(matrix, 2, ScalarProduct::new), x));
        assertArrayEquals(expected, sums(new ExactProduct(matrix, 2, VectorProduct::new), x));
        assumeTrue(NativeProduct.isFast(), "this machine has no int8 instructions that oneDNN uses");
        assertEquals(columns <= 512, NativeProduct.isExact(matrix));
        if (columns <= 512) {
            assertArrayEquals(expected, sums(NativeProduct.of(matrix, 2), x));
        }
    }

    private static int[] sums(IntegerProduct product, byte[] x) {
        product.multiply(x);
        int[] all = new int[6];
        int[] one = new int[3];
        for (int vector = 0; vector < 2; vector++) {
            product.read(vector, one);
            System.arraycopy(one, 0, all, 3 * vector, 3);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,33", "2,64", "1,130", "3,207", "4,16", "8,65", "16,128"})
    void aWholeCellGivesTheSameBits(int batch, int units) {
        Layer wx = made.int8Layer(3 * units, units + 2);
        Layer wh = made.int8Layer(3 * units, units);
        float[] x = made.gaussian(batch * (units + 2));
        float[] h = made.gaussian(batch * units);
        float[] plain = cell(LayerKernels.scalar(), batch, wx, wh, x, h);
        assertArrayEquals(plain, cell(new LayerKernels(Products.VECTOR, 1), batch, wx, wh, x, h), 0f, "seed " + seed);
        assertArrayEquals(plain, cell(LayerKernels.fastest(1, false), batch, wx, wh, x, h), 0f, "seed " + seed);
        assertArrayEquals(plain, cell(LayerKernels.fastest(2, false), batch, wx, wh, x, h), 0f, "seed " + seed);
    }

    private static float[] cell(LayerKernels kernels, int batch, Layer wx, Layer wh, float[] x, float[] h) {
        float[] next = new float[h.length];
        StepKernel kernel = kernels.gru(batch, wx, wh, x, h, next);
        for (int block = kernel.blocks() - 1; block >= 0; block--) {
            kernel.run(block);
        }
        return next;
    }
}
