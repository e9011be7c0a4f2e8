package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.amadeus.model.file.Float16;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays from their saved form, in bulk, where SameDiff 1.0.0-M2.1 copies element by element. */
final class FlatArrays {
    private FlatArrays() {}

    static DataType type(FlatArray flat) {
        return FlatBuffersMapper.getDataTypeFromByte(flat.dtype());
    }

    static long[] shape(FlatArray flat) {
        return Shape.shapeOf(info(flat));
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
        long[] info = info(flat);
        return Nd4j.create(values, Shape.shapeOf(info), Shape.stridesOf(info), Shape.order(info), DataType.FLOAT);
    }

    /** The array as it was saved. */
    static INDArray create(FlatArray flat) {
        if (type(flat) == DataType.FLOAT) {
            return create(flat, floats(flat));
        }
        if (type(flat) == DataType.BYTE && flat.bufferLength() > 0) {
            long[] info = info(flat);
            byte[] values = new byte[flat.bufferLength()];
            bytes(flat).get(values);
            return Nd4j.create(values, Shape.shapeOf(info), Shape.stridesOf(info), Shape.order(info), DataType.BYTE);
        }
        return Nd4j.createFromFlatArray(flat);
    }

    private static ByteBuffer bytes(FlatArray flat) {
        ByteOrder order = FlatBuffersMapper.getOrderFromByte(flat.byteOrder());
        return flat.bufferAsByteBuffer().order(order);
    }

    /** Rank, sizes, strides, flags, element stride, order. */
    private static long[] info(FlatArray flat) {
        long[] info = new long[flat.shapeLength()];
        for (int i = 0; i < info.length; i++) {
            info[i] = flat.shape(i);
        }
        return info;
    }
}
