package org.amadeus.quant.kernel;

import java.util.Arrays;

/**
 * A matrix of 4-bit integers, each group of {@value #GROUP} neighbouring columns of a row under a multiplier of its own: an
 * int8 matrix of a special form, {@code value * multiplier}, that takes half the room.
 *
 * @param rows        1 or more
 * @param columns     1 or more
 * @param values      [rows, columns], row-major, -8 .. 7; shared, not copied
 * @param multipliers [rows, groups], 1 .. {@value #LARGEST_MULTIPLIER}; shared, not copied
 */
public record Int4Matrix(int rows, int columns, byte[] values, byte[] multipliers) {
    /** Columns under one multiplier; the last group of a row may have fewer. */
    public static final int GROUP = 32;

    public static final int LEAST = -8;
    public static final int MOST = 7;
    /** With it the smallest product is -120, so that no int8 value is -128. */
    public static final int LARGEST_MULTIPLIER = 15;

    public Int4Matrix {
        if (rows < 1
                || columns < 1
                || values.length != Math.multiplyExact(rows, columns)
                || multipliers.length != rows * groups(columns)) {
            throw new IllegalArgumentException("an int4 matrix [" + rows + ", " + columns + "] has " + values.length
                    + " values and " + multipliers.length + " multipliers, expected " + (long) rows * columns + " and "
                    + (long) rows * groups(columns));
        }
        for (byte value : values) {
            if (value < LEAST || value > MOST) {
                throw new IllegalArgumentException("an int4 matrix holds " + value + ", expected -8 .. 7");
            }
        }
        for (byte multiplier : multipliers) {
            if (multiplier < 1 || multiplier > LARGEST_MULTIPLIER) {
                throw new IllegalArgumentException(
                        "an int4 matrix has a multiplier " + multiplier + ", expected 1 .. " + LARGEST_MULTIPLIER);
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

    /** The same numbers as an int8 matrix. */
    public Int8Matrix widened() {
        byte[] wide = new byte[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (byte) (values[i] * multipliers[i / columns * groups() + i % columns / GROUP]);
        }
        return new Int8Matrix(rows, columns, wide);
    }

    /** The rows {@code from} (included) to {@code to} (excluded), copied. */
    Int4Matrix rows(int from, int to) {
        return new Int4Matrix(
                to - from,
                columns,
                Arrays.copyOfRange(values, from * columns, to * columns),
                Arrays.copyOfRange(multipliers, from * groups(), to * groups()));
    }

    /** This matrix with the rows of two others, of as many columns, below it. */
    Int4Matrix above(Int4Matrix... others) {
        byte[] allValues = values;
        byte[] allMultipliers = multipliers;
        int allRows = rows;
        for (Int4Matrix other : others) {
            allValues = joined(allValues, other.values);
            allMultipliers = joined(allMultipliers, other.multipliers);
            allRows += other.rows;
        }
        return new Int4Matrix(allRows, columns, allValues, allMultipliers);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
