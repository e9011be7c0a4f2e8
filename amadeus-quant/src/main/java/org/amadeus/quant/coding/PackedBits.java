package org.amadeus.quant.coding;

import org.amadeus.quant.layer.Int8Matrix;

/** Matrices of integers of a few bits, eight at most: a row begins with a byte of its own, its first integer in the lowest bits. */
final class PackedBits {
    private PackedBits() {}

    /** Bytes of a row of so many integers. */
    static int width(int columns, int bits) {
        return (columns * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Packs the lowest bits of each value. */
    static Int8Matrix pack(Int8Matrix matrix, int bits) {
        int width = width(matrix.columns(), bits);
        byte[] packed = new byte[matrix.rows() * width];
        for (int i = 0; i < matrix.values().length; i++) {
            int bit = i % matrix.columns() * bits;
            int at = i / matrix.columns() * width + bit / Byte.SIZE;
            int value = (matrix.values()[i] & (1 << bits) - 1) << bit % Byte.SIZE;
            packed[at] |= (byte) value;
            if (value >= 1 << Byte.SIZE) {
                packed[at + 1] |= (byte) (value >> Byte.SIZE);
            }
        }
        return new Int8Matrix(matrix.rows(), width, packed);
    }

    /**
     * The values [rows, columns], none of them negative where they have fewer bits than a byte.
     *
     * @throws IllegalArgumentException where the packed matrix is of another width
     */
    static Int8Matrix unpack(Int8Matrix packed, int columns, int bits) {
        int width = width(columns, bits);
        if (packed.columns() != width) {
            throw new IllegalArgumentException("an array of int" + bits + " values is " + packed.columns()
                    + " bytes wide, expected " + width + " for " + columns + " values");
        }
        if (bits == Byte.SIZE) {
            return packed;
        }
        byte[] values = new byte[Math.multiplyExact(packed.rows(), columns)];
        for (int i = 0; i < values.length; i++) {
            int bit = i % columns * bits;
            int at = i / columns * width + bit / Byte.SIZE;
            int value = packed.values()[at] & 0xFF;
            if (bit % Byte.SIZE + bits > Byte.SIZE) {
                value |= (packed.values()[at + 1] & 0xFF) << Byte.SIZE;
            }
            values[i] = (byte) (value >> bit % Byte.SIZE & (1 << bits) - 1);
        }
        return new Int8Matrix(packed.rows(), columns, values);
    }
}
