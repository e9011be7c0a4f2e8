package org.amadeus.model.kernel.sequence;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The memory behind an array, where the backend keeps it in the computer's own memory. */
public final class HostFloats {
    private HostFloats() {}

    /** Whether the backend at hand computes in the computer's own memory: true of the CPU's, false of CUDA's. */
    public static boolean available() {
        return Backend.ON_HOST;
    }

    /** Asking the backend is slow. */
    private static final class Backend {
        static final boolean ON_HOST = !"CUDA"
                .equalsIgnoreCase(
                        Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend"));
    }

    /** Copies an array's numbers, row-major, on any backend. */
    public static void read(INDArray from, float[] to) {
        if (available()) {
            pointer(from).get(to);
            Reference.reachabilityFence(from);
        } else {
            System.arraycopy(from.dup('c').data().asFloat(), 0, to, 0, to.length);
        }
    }

    /** A copy of an array's numbers as float32, row-major, of whichever type and order they are, on any backend. */
    public static float[] read(INDArray from) {
        INDArray floats = from.dataType() == DataType.FLOAT ? from : from.castTo(DataType.FLOAT);
        float[] to = new float[Math.toIntExact(from.length())];
        read(isDense(floats) ? floats : floats.dup('c'), to);
        return to;
    }

    /** Replaces an array's numbers, row-major, on any backend. */
    public static void write(float[] from, INDArray to) {
        if (available()) {
            pointer(to).put(from);
            Reference.reachabilityFence(to);
        } else {
            to.assign(Nd4j.createFromArray(from).reshape(to.shape()));
        }
    }

    /**
     * The numbers of an array where they lie. Valid while the array is, which the pointer does not keep: ND4J frees the
     * memory of an array that nothing refers to, so whoever works with the pointer ends with a
     * {@link Reference#reachabilityFence} of the array.
     *
     * @param array float32, row-major, without gaps
     */
    public static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !isDense(array)) {
            throw new IllegalArgumentException(
                    "an array " + array.shapeInfoToString() + ", expected float32, row-major, without gaps");
        }
        return new FloatPointer(array.data().addressPointer());
    }

    /** Likewise, for Java code; it does not keep the array either. */
    public static FloatBuffer buffer(INDArray array) {
        FloatPointer pointer = pointer(array);
        return pointer.limit(pointer.position() + array.length()).asBuffer();
    }

    /** Whether an array lies in memory row by row and without gaps. */
    public static boolean isDense(INDArray array) {
        long stride = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != stride) {
                return false;
            }
            stride *= array.size(axis);
        }
        return true;
    }
}
