package org.amadeus.quant.coding;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Int8 matrices as ND4J arrays and back. Integers of a few bits, eight at most, can be packed: a row begins with a byte of its
 * own, its first integer in the lowest bits.
 */
public final class Int8Arrays {
    private Int8Arrays() {}

    /** A copy of a matrix, INT8 [rows, columns]. */
    public static INDArray toNd4j(Int8Matrix matrix) {
        return Nd4j.createFromArray(matrix.values()).reshape(matrix.rows(), matrix.columns());
    }

    /** A copy of an INT8 array [rows, columns]. */
    public static Int8Matrix of(INDArray array) {
        if (array.dataType() != DataType.INT8 || array.rank() != 2) {
            throw new IllegalArgumentException(
                    "an array is " + array.dataType() + " of rank " + array.rank() + ", expected an int8 matrix");
        }
        INDArray dense = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        byte[] values = new byte[Math.toIntExact(dense.length())];
        Nd4j.getAffinityManager().ensureLocation(dense, AffinityManager.Location.HOST);
        // DataBuffer's own conversions go element by element.
        new BytePointer(dense.data().addressPointer()).get(values);
        Reference.reachabilityFence(dense);
        return new Int8Matrix((int) array.size(0), (int) array.size(1), values);
    }

    /** Bytes of a row of so many integers. */
    static int width(int columns, int bits) {
        return (int) (((long) columns * bits + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** {@link #toNd4j} of the lowest bits of each value, packed. */
    static INDArray pack(Int8Matrix matrix, int bits) {
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
        return toNd4j(new Int8Matrix(matrix.rows(), width, packed));
    }

    /**
     * The values of {@link #pack} [rows, columns], none of them negative where they have fewer bits than a byte.
     *
     * @throws IllegalArgumentException where the array is of another width
     */
    static Int8Matrix unpack(INDArray array, int columns, int bits) {
        Int8Matrix packed = of(array);
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
