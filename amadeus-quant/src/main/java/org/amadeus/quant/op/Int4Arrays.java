package org.amadeus.quant.op;

import org.amadeus.quant.kernel.Int4Matrix;
import org.amadeus.quant.kernel.Int8Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Int4 matrices as ND4J arrays and back: two 4-bit integers to a byte, the first in its lower half. */
public final class Int4Arrays {
    private Int4Arrays() {}

    /** Values of a matrix, INT8 [rows, half of columns]. */
    public static INDArray values(Int4Matrix matrix) {
        return pack(matrix.values(), matrix.rows(), matrix.columns());
    }

    /** Multipliers of a matrix, INT8 [rows, half of groups]. */
    public static INDArray multipliers(Int4Matrix matrix) {
        return pack(matrix.multipliers(), matrix.rows(), matrix.groups());
    }

    /**
     * The matrix of two arrays that were made by the methods above.
     *
     * @param columns of the matrix: whether there is an odd one isn't seen from the arrays
     * @throws IllegalArgumentException where they do not fit each other or the number of columns
     */
    public static Int4Matrix of(INDArray values, INDArray multipliers, int columns) {
        Int8Matrix packed = Int8Arrays.of(values);
        return new Int4Matrix(
                packed.rows(),
                columns,
                unpack(packed, columns, true),
                unpack(Int8Arrays.of(multipliers), Int4Matrix.groups(columns), false));
    }

    private static INDArray pack(byte[] values, int rows, int columns) {
        int width = (columns + 1) / 2;
        byte[] packed = new byte[rows * width];
        for (int i = 0; i < values.length; i++) {
            packed[i / columns * width + i % columns / 2] |= (byte) ((values[i] & 0xF) << (i % columns % 2 * 4));
        }
        return Int8Arrays.toNd4j(new Int8Matrix(rows, width, packed));
    }

    private static byte[] unpack(Int8Matrix packed, int columns, boolean signed) {
        if (packed.columns() != (columns + 1) / 2) {
            throw new IllegalArgumentException("an array of int4 values is " + packed.columns()
                    + " bytes wide, expected " + (columns + 1) / 2 + " for " + columns + " values");
        }
        byte[] values = new byte[packed.rows() * columns];
        for (int i = 0; i < values.length; i++) {
            int nibble = packed.values()[i / columns * packed.columns() + i % columns / 2] >> (i % columns % 2 * 4);
            values[i] = (byte) (signed ? nibble << 28 >> 28 : nibble & 0xF);
        }
        return values;
    }
}
