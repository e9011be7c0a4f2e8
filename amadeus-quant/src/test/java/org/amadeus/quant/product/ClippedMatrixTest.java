package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.amadeus.quant.coding.Int8Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClippedMatrixTest {
    private static final int MOST = 128;

    private static Int8Matrix random(Random random, int rows, int columns) {
        byte[] values = new byte[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.max(-128, Math.min(127, Math.round(60 * random.nextGaussian())));
        }
        return new Int8Matrix(rows, columns, values);
    }

    /** What a vector's product with W is by A, whose columns stand in another order, and E. */
    private static int[] product(ClippedMatrix weights, int rows, byte[] x) {
        byte[] arranged = new byte[x.length];
        weights.arrange(x, 0, 0, arranged);
        int[] sums = new int[rows];
        for (int i = 0; i < weights.values().length; i++) {
            sums[i / x.length] += weights.values()[i] * arranged[i % x.length];
        }
        weights.addRest(x, 0, sums);
        return sums;
    }

    private static int[] product(Int8Matrix matrix, byte[] x) {
        int[] sums = new int[matrix.rows()];
        for (int i = 0; i < matrix.values().length; i++) {
            sums[i / x.length] += matrix.values()[i] * x[i % x.length];
        }
        return sums;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "7, 33", "64, 128", "40, 2049"})
    void bothPartsTogetherAreTheMatrixAndNoPairIsTooLarge(int rows, int columns) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Int8Matrix matrix = random(random, rows, columns);
        ClippedMatrix weights = new ClippedMatrix(matrix, MOST);
        for (int row = 0; row < rows; row++) {
            for (int k = row * columns + 1; k < (row + 1) * columns; k += 2) {
                int a = weights.values()[k - 1];
                int b = weights.values()[k];
                assertTrue(Math.max(0, a) + Math.max(0, b) <= MOST, "seed " + seed);
                assertTrue(Math.min(0, a) + Math.min(0, b) >= -MOST, "seed " + seed);
            }
        }
        byte[] x = new byte[columns];
        random.nextBytes(x);
        assertArrayEquals(product(matrix, x), product(weights, rows, x), "seed " + seed);
    }

    /** Columns of large weights beside columns of large weights, in a matrix where half of the columns are small. */
    @Test
    void largeColumnsComeToStandBesideSmallOnes() {
        int rows = 30;
        int columns = 40;
        byte[] values = new byte[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % columns < columns / 2 ? 120 : 5);
        }
        ClippedMatrix weights = new ClippedMatrix(new Int8Matrix(rows, columns, values), MOST);
        // Nothing was cut off: the rest of any product is zero.
        byte[] x = new byte[columns];
        Arrays.fill(x, (byte) 1);
        int[] rest = new int[rows];
        weights.addRest(x, 0, rest);
        assertArrayEquals(new int[rows], rest);
    }
}
