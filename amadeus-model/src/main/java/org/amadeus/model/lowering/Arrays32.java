package org.amadeus.model.lowering;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters of a graph as Java arrays. */
public final class Arrays32 {
    private Arrays32() {}

    /** A copy as float32, row-major. */
    public static float[] of(INDArray array) {
        INDArray floats = array.dataType() == DataType.FLOAT ? array : array.castTo(DataType.FLOAT);
        return floats.dup('c').data().asFloat();
    }
}
