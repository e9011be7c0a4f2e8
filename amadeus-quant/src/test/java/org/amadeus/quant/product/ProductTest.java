package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.amadeus.quant.coding.Int8Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector product against its scalar twin, bit for bit. */
class ProductTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 3, 7, 13, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 207, 255, 257, 512, 513, 1000})
    void vectorIsScalarBitForBit(int size) {
        for (int columns : new int[] {1, size, size + 3}) {
            Int8Matrix matrix = matrix(size, columns);
            assertSame(matrix, gaussian(columns));
            assertSame(matrix, extremes(columns));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 333, 1023, Int8Product.EXACT_COLUMNS})
    void sumsOfIntegersAreExact(int columns) {
        Int8Matrix matrix = matrix(77, columns);
        float[] x = new float[columns];
        for (int k = 0; k < columns; k++) {
            x[k] = (byte) random.nextInt();
        }
        assertExact(matrix, x);
        Arrays.fill(matrix.values(), (byte) -128);
        Arrays.fill(x, -128);
        assertExact(matrix, x);
        Arrays.fill(x, 127);
        assertExact(matrix, x);
        Arrays.fill(matrix.values(), 0, columns, (byte) 0);
        assertExact(matrix, x);
    }

    @Test
    void tilesAreWrittenWhereTheyBelong() {
        Int8Matrix matrix = matrix(300, 9);
        VectorProduct product = new VectorProduct(matrix);
        float[] y = new float[5 + product.paddedRows()];
        product.multiply(1, gaussian(9), 0, y, 5);
        int before = 5 + product.paddedRows() / product.tiles();
        assertArrayEquals(new float[before], Arrays.copyOf(y, before));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1, 2, 3, 7, 13, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 207, 255, 257, 512, 513, 1000})
    void packedIsScalarToAFloatsPrecision(int size) {
        for (int columns : new int[] {1, size, size + 3}) {
            Int8Matrix matrix = matrix(size, columns);
            byte[] values = matrix.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) Math.max(-127, values[i]);
            }
            values[0] = -127;
            float[] x = gaussian(columns);
            x[0] = Float.MIN_VALUE;
            assertArrayEquals(
                    run(new ScalarProduct(matrix), x), run(new PackedProduct(matrix), x), tolerance(x), "seed " + seed);
            Arrays.fill(values, (byte) -127);
            Arrays.fill(x, 127);
            float[] y = run(new PackedProduct(matrix), x);
            assertEquals(-127f * 127 * columns, y[size - 1], 1e-6f * 127 * 127 * columns);
            Arrays.fill(values, (byte) 0);
            assertArrayEquals(new float[size], run(new PackedProduct(matrix), x), 0f);
        }
    }

    /** Some float rounding errors of the largest sum there could be; a digit in the wrong place is far beyond. */
    private static float tolerance(float[] x) {
        float sum = 0;
        for (float value : x) {
            sum += Math.abs(value);
        }
        return 5e-7f * 127 * sum + 1e-6f;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 33, 64, 65, 130})
    void twoVectorsGiveTheBitsOfOne(int size) {
        Int8Matrix matrix = matrix(size, size + 5);
        Int8Matrix safe = new Int8Matrix(size, size + 5, matrix.values().clone());
        for (int i = 0; i < safe.values().length; i++) {
            safe.values()[i] = (byte) Math.max(-127, safe.values()[i]);
        }
        for (Int8Product product :
                new Int8Product[] {new ScalarProduct(matrix), new VectorProduct(matrix), new PackedProduct(safe)}) {
            int in = size + 5;
            float[] x = gaussian(2 * in);
            int padded = product.paddedRows();
            float[] two = new float[2 * padded];
            for (int tile = 0; tile < product.tiles(); tile++) {
                product.multiplyTwo(tile, x, 0, in, two, 0, padded);
            }
            for (int b = 0; b < 2; b++) {
                assertArrayEquals(
                        run(product, Arrays.copyOfRange(x, b * in, (b + 1) * in)),
                        Arrays.copyOfRange(two, b * padded, b * padded + size),
                        0f,
                        "seed " + seed);
            }
        }
    }

    @Test
    void packedRefusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new PackedProduct(new Int8Matrix(1, 1, new byte[] {-128})));
    }

    private void assertSame(Int8Matrix matrix, float[] x) {
        assertArrayEquals(run(new ScalarProduct(matrix), x), run(new VectorProduct(matrix), x), 0f, "seed " + seed);
    }

    private void assertExact(Int8Matrix matrix, float[] x) {
        for (Int8Product product : new Int8Product[] {new ScalarProduct(matrix), new VectorProduct(matrix)}) {
            float[] y = run(product, x);
            for (int row = 0; row < matrix.rows(); row++) {
                int sum = 0;
                for (int k = 0; k < matrix.columns(); k++) {
                    sum += matrix.values()[row * matrix.columns() + k] * (int) x[k];
                }
                assertEquals(sum, (int) y[row], "row " + row + ", seed " + seed);
            }
        }
    }

    /** At an offset on both sides, to catch one that is forgotten. */
    private static float[] run(Int8Product product, float[] x) {
        float[] shifted = new float[x.length + 3];
        System.arraycopy(x, 0, shifted, 3, x.length);
        float[] y = new float[product.paddedRows() + 2];
        for (int tile = 0; tile < product.tiles(); tile++) {
            product.multiply(tile, shifted, 3, y, 2);
        }
        return Arrays.copyOfRange(y, 2, 2 + product.rows());
    }

    private Int8Matrix matrix(int rows, int columns) {
        byte[] values = new byte[rows * columns];
        random.nextBytes(values);
        values[0] = -128;
        values[values.length - 1] = 127;
        return new Int8Matrix(rows, columns, values);
    }

    private float[] gaussian(int count) {
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    /** Denormals, huge values, zeros. */
    private float[] extremes(int count) {
        float[] choice = {0, -0f, Float.MIN_VALUE, -1e-40f, 1e30f, -1e30f, 1, -1};
        float[] x = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = choice[random.nextInt(choice.length)];
        }
        return x;
    }
}
