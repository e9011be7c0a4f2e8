package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.amadeus.model.file.Float16;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays from their saved form, in bulk, where SameDiff 1.0.0-M2.1 copies element by element. What {@link GraphCheck} let
 * pass: strides are made anew from sizes and order.
 */
final class FlatArrays {
    private FlatArrays() {}

    static DataType type(FlatArray flat) {
        return FlatBuffersMapper.getDataTypeFromByte(flat.dtype());
    }

    static long[] shape(FlatArray flat) {
        long[] shape = new long[(int) flat.shape(0)];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = flat.shape(1 + axis);
        }
        return shape;
    }

    /** Whether {@link #floats} gives its values: float32 and half precision. */
    static boolean isFloat(FlatArray flat) {
        return type(flat) == DataType.FLOAT || type(flat) == DataType.HALF;
    }

    /** The values of a float32 or half precision array, as they lie in its buffer. */
    static float[] floats(FlatArray flat) {
        ByteBuffer bytes = bytes(flat);
        if (type(flat) == DataType.FLOAT) {
            FloatBuffer source = bytes.asFloatBuffer();
            float[] values = new float[source.remaining()];
            source.get(values);
            return values;
        }
        ShortBuffer source = bytes.asShortBuffer();
        float[] values = new float[source.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float16.toFloat(source.get(i));
        }
        return values;
    }

    /** A float32 array with a saved array's shape. */
    static INDArray create(FlatArray flat, float[] values) {
        long[] shape = shape(flat);
        char order = order(flat);
        return Nd4j.create(values, shape, Nd4j.getStrides(shape, order), order, DataType.FLOAT);
    }

    /** An array of integers as it was saved: INT8 or INT32. */
    static INDArray create(FlatArray flat) {
        long[] shape = shape(flat);
        char order = order(flat);
        if (type(flat) == DataType.INT8) {
            byte[] values = new byte[flat.bufferLength()];
            bytes(flat).get(values);
            return Nd4j.create(values, shape, Nd4j.getStrides(shape, order), order, DataType.INT8);
        }
        IntBuffer source = bytes(flat).asIntBuffer();
        int[] values = new int[source.remaining()];
        source.get(values);
        return Nd4j.create(values, shape, Nd4j.getStrides(shape, order), order, DataType.INT32);
    }

    private static char order(FlatArray flat) {
        return (char) flat.shape(flat.shapeLength() - 1);
    }

    private static ByteBuffer bytes(FlatArray flat) {
        ByteOrder order = FlatBuffersMapper.getOrderFromByte(flat.byteOrder());
        return flat.bufferAsByteBuffer().order(order);
    }
}
