package org.amadeus.quant.coding;

/**
 * An int8 matrix.
 *
 * @param rows    1 or more
 * @param columns 1 or more
 * @param values  [rows, columns], row-major; shared, not copied
 */
public record Int8Matrix(int rows, int columns, byte[] values) {
    public Int8Matrix {
        if (rows < 1 || columns < 1 || values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("an int8 matrix [" + rows + ", " + columns + "] has " + values.length
                    + " values, expected " + (long) rows * columns);
        }
    }

    /** The columns {@code from} (included) to {@code to} (excluded), copied. */
    public Int8Matrix columns(int from, int to) {
        byte[] part = new byte[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns + from, part, row * (to - from), to - from);
        }
        return new Int8Matrix(rows, to - from, part);
    }
}
