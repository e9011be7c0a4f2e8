package org.amadeus.quant.layer;

/**
 * An int8 matrix.
 *
 * @param rows    1 or more
 * @param columns 1 or more
 * @param values  [rows, columns], row-major; shared, not copied
 */
public record Int8Matrix(int rows, int columns, byte[] values) implements WeightMatrix {
    public Int8Matrix {
        if (rows < 1 || columns < 1 || values.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException("an int8 matrix [" + rows + ", " + columns + "] has " + values.length
                    + " values, expected " + (long) rows * columns);
        }
    }

    @Override
    public Int8Matrix widened() {
        return this;
    }

    @Override
    public Int8Matrix select(int... selected) {
        return new Int8Matrix(selected.length, columns, select(values, columns, selected));
    }

    /** Some rows of so many bytes each. */
    static byte[] select(byte[] values, int width, int... rows) {
        byte[] selected = new byte[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width, selected, i * width, width);
        }
        return selected;
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
