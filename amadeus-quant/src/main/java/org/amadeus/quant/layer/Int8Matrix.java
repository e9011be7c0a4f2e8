package org.amadeus.quant.layer;

import java.io.ByteArrayOutputStream;

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
    public Int8Matrix select(int... bounds) {
        byte[] selected = select(values, columns, bounds);
        return new Int8Matrix(selected.length / columns, columns, selected);
    }

    /** Spans of rows of so many bytes each, as {@link WeightMatrix#select} has them. */
    static byte[] select(byte[] values, int width, int... bounds) {
        ByteArrayOutputStream selected = new ByteArrayOutputStream();
        for (int i = 0; i < bounds.length; i += 2) {
            selected.write(values, bounds[i] * width, (bounds[i + 1] - bounds[i]) * width);
        }
        return selected.toByteArray();
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
