package org.amadeus.quant.layer;

/**
 * A matrix of small integers, each group of {@value #GROUP} neighbouring columns of a row under a multiplier of its own: an
 * int8 matrix of a special form, {@code value * multiplier}, that takes less room.
 *
 * @param rows        1 or more
 * @param columns     1 or more
 * @param values      [rows, columns], row-major; shared, not copied
 * @param multipliers [rows, groups], 1 or more, no product with a value of the group beyond -127 .. 127; shared, not copied
 */
public record GroupedMatrix(int rows, int columns, byte[] values, byte[] multipliers) implements WeightMatrix {
    /** Columns under one multiplier; the last group of a row may have fewer. */
    public static final int GROUP = 32;
    /** The largest product of a value and its multiplier. */
    public static final int LARGEST = 127;

    public GroupedMatrix {
        if (rows < 1
                || columns < 1
                || values.length != Math.multiplyExact(rows, columns)
                || multipliers.length != rows * groups(columns)) {
            throw new IllegalArgumentException("a matrix [" + rows + ", " + columns + "] in groups has " + values.length
                    + " values and " + multipliers.length + " multipliers, expected " + (long) rows * columns + " and "
                    + (long) rows * groups(columns));
        }
        for (byte multiplier : multipliers) {
            if (multiplier < 1) {
                throw new IllegalArgumentException(
                        "a matrix in groups has a multiplier " + multiplier + ", expected 1 or more");
            }
        }
        for (int i = 0; i < values.length; i++) {
            int product = values[i] * multipliers[i / columns * groups(columns) + i % columns / GROUP];
            if (Math.abs(product) > LARGEST) {
                throw new IllegalArgumentException("a matrix in groups holds " + product
                        + " where a value is multiplied, expected -" + LARGEST + " .. " + LARGEST);
            }
        }
    }

    /** How many groups so many columns make. */
    public static int groups(int columns) {
        return (columns + GROUP - 1) / GROUP;
    }

    /** Groups of a row. */
    public int groups() {
        return groups(columns);
    }

    /** Whether every value fits four bits: -8 .. 7. */
    public boolean fitsNibbles() {
        for (byte value : values) {
            if (value < -8 || value > 7) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Int8Matrix widened() {
        byte[] wide = new byte[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (byte) (values[i] * multipliers[i / columns * groups() + i % columns / GROUP]);
        }
        return new Int8Matrix(rows, columns, wide);
    }

    @Override
    public GroupedMatrix select(int... selected) {
        return new GroupedMatrix(
                selected.length,
                columns,
                Int8Matrix.select(values, columns, selected),
                Int8Matrix.select(multipliers, groups(), selected));
    }
}
