package org.amadeus.quant.coding;

import java.lang.ref.Reference;
import org.amadeus.quant.layer.Int8Matrix;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Int8 matrices as ND4J arrays and back. */
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
}
