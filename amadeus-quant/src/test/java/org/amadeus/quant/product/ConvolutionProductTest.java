package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.amadeus.quant.coding.Int8Matrix;
import org.amadeus.quant.coding.Layer;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The convolution against plain sums; it is exact with VNNI too, where it is not used. */
class ConvolutionProductTest {
    private final long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,2,2", "5,33,1", "64,25,3", "130,265,8", "96,512,1", "7,513,16"})
    void itIsExact(int rows, int columns, int batch) {
        assumeTrue(NativeProduct.includes(cpu_isa.avx2), "this machine has no AVX2 that oneDNN uses");
        byte[] weights = new byte[rows * columns];
        byte[] x = new byte[batch * columns];
        random.nextBytes(weights);
        random.nextBytes(x);
        assertSame(rows, columns, batch, weights, x);
        // Neighbours of one sign at the ends of the range are what saturates.
        for (int weight : new int[] {-128, -127, 127, 64, -64}) {
            for (int value : new int[] {-128, 127}) {
                Arrays.fill(weights, (byte) weight);
                Arrays.fill(x, (byte) value);
                assertSame(rows, columns, batch, weights, x);
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (i % 3 == 0 ? 127 : i % 3 == 1 ? -128 : 0);
        }
        assertSame(rows, columns, batch, weights, x);
    }

    private void assertSame(int rows, int columns, int batch, byte[] weights, byte[] x) {
        Int8Matrix matrix = new Int8Matrix(rows, columns, weights);
        if (!NativeProduct.isExact(matrix)) {
            return;
        }
        assertExact(new ConvolutionProduct(matrix, batch, Byte.SIZE), rows, columns, batch, weights, x);
        byte[] digits = x.clone();
        for (int i = 0; i < digits.length; i++) {
            digits[i] >>= 1;
        }
        assertExact(
                new ConvolutionProduct(matrix, batch, ConvolutionProduct.DIGIT), rows, columns, batch, weights, digits);
    }

    private void assertExact(IntegerProduct product, int rows, int columns, int batch, byte[] weights, byte[] x) {
        product.multiply(x);
        int[] sums = new int[rows];
        for (int b = 0; b < batch; b++) {
            product.read(b, sums);
            int[] expected = new int[rows];
            for (int row = 0; row < rows; row++) {
                for (int k = 0; k < columns; k++) {
                    expected[row] += weights[row * columns + k] * x[b * columns + k];
                }
            }
            assertArrayEquals(expected, sums, "vector " + b + ", seed " + seed);
        }
    }

    @Test
    void wideActivationsKeepTheirBits() {
        assumeTrue(NativeProduct.includes(cpu_isa.avx2), "this machine has no AVX2 that oneDNN uses");
        RandomLayers made = new RandomLayers();
        Layer layer = made.layer(65, 130);
        float[] x = made.gaussian(4 * 130);
        float[] expected = new float[4 * 65];
        LayerKernels.scalar().linear(4, layer, x, expected).run(0);
        int digit = ConvolutionProduct.DIGIT;
        QuantizedProduct product = new QuantizedProduct(
                4, layer, new ConvolutionProduct(layer.weight().widened(), 8, digit), digit, true);
        product.multiply(x);
        float[] found = new float[4 * 65];
        for (int b = 0; b < 4; b++) {
            product.read(b, found, b * 65);
        }
        assertArrayEquals(expected, found, (float) (4e-4 * Math.sqrt(130)), "seed " + made.seed);
    }
}
