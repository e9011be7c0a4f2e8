package org.amadeus.quant.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.amadeus.quant.kernel.Int4Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class Int4ArraysTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"1,1", "3,2", "2,7", "5,32", "4,33", "3,65", "1,96"})
    void whatIsPackedComesBack(int rows, int columns) {
        Int4Matrix matrix = matrix(rows, columns);
        INDArray values = Int4Arrays.values(matrix);
        INDArray multipliers = Int4Arrays.multipliers(matrix);
        assertEquals(DataType.INT8, values.dataType());
        assertArrayEquals(new long[] {rows, (columns + 1) / 2}, values.shape());
        Int4Matrix back = Int4Arrays.of(values, multipliers, columns);
        assertArrayEquals(matrix.values(), back.values(), "seed " + seed);
        assertArrayEquals(matrix.multipliers(), back.multipliers(), "seed " + seed);
    }

    @Test
    void anotherWidthIsRefused() {
        Int4Matrix matrix = matrix(2, 40);
        INDArray values = Int4Arrays.values(matrix);
        INDArray multipliers = Int4Arrays.multipliers(matrix);
        assertThrows(IllegalArgumentException.class, () -> Int4Arrays.of(values, multipliers, 42));
        assertThrows(IllegalArgumentException.class, () -> Int4Arrays.of(values, multipliers, 1 << 30));
        assertThrows(
                IllegalArgumentException.class,
                () -> Int4Arrays.of(values, Int4Arrays.multipliers(matrix(2, 100)), 40));
        assertThrows(
                IllegalArgumentException.class, () -> Int4Arrays.of(values, Int4Arrays.multipliers(matrix(1, 40)), 40));
    }

    private Int4Matrix matrix(int rows, int columns) {
        byte[] values = new byte[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (Int4Matrix.LEAST + random.nextInt(16));
        }
        byte[] multipliers = new byte[rows * Int4Matrix.groups(columns)];
        for (int i = 0; i < multipliers.length; i++) {
            multipliers[i] = (byte) (1 + random.nextInt(Int4Matrix.LARGEST_MULTIPLIER));
        }
        return new Int4Matrix(rows, columns, values, multipliers);
    }
}
