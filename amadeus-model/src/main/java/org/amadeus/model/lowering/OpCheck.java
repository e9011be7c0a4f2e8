package org.amadeus.model.lowering;

import java.util.Arrays;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What ops ask of their inputs before they are lowered. A graph may come from a file of a stranger's; what passes here no
 * lowering and no kernel fails on. Every method throws a {@link LoweringException} that names the layer.
 */
public final class OpCheck {
    private OpCheck() {}

    /** The op has so many inputs, and one output. */
    public static void inputs(OpSite site, int expected) {
        if (site.inputs() != expected) {
            throw fault(site, "has " + site.inputs() + " inputs, expected " + expected);
        }
    }

    /** An input is float values of each sample, computed or from outside. */
    public static void values(OpSite site, int input) {
        if (site.isConstant(input)) {
            throw fault(site, input, "is a parameter, expected values of each sample");
        }
        if (site.inputType(input) != DataType.FLOAT) {
            throw fault(site, input, "is " + site.inputType(input) + ", expected float32");
        }
        site.inputSize(input); // of which there is none where it is no placeholder [batch, size]
    }

    /** An input of {@link #values} has so many of each sample. */
    public static void values(OpSite site, int input, long size) {
        values(site, input);
        if (site.inputSize(input) != size) {
            throw fault(site, input, "has " + site.inputSize(input) + " values, expected " + size);
        }
    }

    /** The inputs of a cell's gates: two linear parts with so many values of each of a state's, and the state. */
    public static void gates(OpSite site, long gates) {
        inputs(site, 3);
        values(site, 2);
        values(site, 0, gates * site.inputSize(2));
        values(site, 1, gates * site.inputSize(2));
    }

    /** An input is class numbers from outside, INT32 [B], of a table with so many rows. */
    public static void indices(OpSite site, int input, long rows) {
        if (!site.isIndices(input)) {
            throw fault(site, input, "is no placeholder of numbers, int32 [batch]");
        }
        site.limitIndices(input, rows);
    }

    /** An input is a matrix of the graph's own; returns its rows and columns. */
    public static long[] matrix(OpSite site, int input, DataType type) {
        return constant(site, input, type, 2).shape();
    }

    /** An input is as many numbers of the graph's own as one of the lengths. */
    public static void vector(OpSite site, int input, DataType type, long... lengths) {
        long found = constant(site, input, type, 1).length();
        if (Arrays.stream(lengths).noneMatch(length -> length == found)) {
            throw fault(
                    site,
                    input,
                    "has " + found + " values, expected "
                            + (lengths.length == 1 ? lengths[0] : Arrays.toString(lengths)));
        }
    }

    /** The numbers of a {@link #vector} of float32 are above 0, and so are their reciprocals, and finite. */
    public static void scales(OpSite site, int input, long... lengths) {
        vector(site, input, DataType.FLOAT, lengths);
        for (float scale : HostFloats.read(site.constant(input))) {
            scale(site, input, scale);
        }
    }

    /** A scale that is divided by is above 0, and so is its reciprocal, and finite. */
    public static void scale(OpSite site, int input, double scale) {
        if (!(scale > 0 && (float) scale <= Float.MAX_VALUE && 1 / (float) scale <= Float.MAX_VALUE)) {
            throw fault(site, input, "holds the scale " + scale + ", expected above 0 and finite");
        }
    }

    /** An argument of an op, or a number of its inputs, is finite. */
    public static void finite(OpSite site, String what, double value) {
        if (!Double.isFinite(value)) {
            throw fault(site, what + " is " + value + ", expected a finite number");
        }
    }

    /** The numbers of a {@link #vector} of float32 are finite. */
    public static void finiteVector(OpSite site, int input, long... lengths) {
        vector(site, input, DataType.FLOAT, lengths);
        for (float value : HostFloats.read(site.constant(input))) {
            finite(site, site.inputName(input), value);
        }
    }

    /** What is wrong with a layer. */
    public static LoweringException fault(OpSite site, String what) {
        return new LoweringException("layer " + site.name() + " " + what);
    }

    private static LoweringException fault(OpSite site, int input, String what) {
        return fault(site, "is damaged: its input " + input + ", " + site.inputName(input) + ", " + what);
    }

    private static INDArray constant(OpSite site, int input, DataType type, int rank) {
        INDArray array = site.isConstant(input) ? site.constant(input) : null;
        if (array == null) {
            throw fault(site, input, "is no parameter");
        }
        if (array.dataType() != type || array.rank() != rank || array.isEmpty()) {
            throw fault(
                    site,
                    input,
                    "is " + array.dataType() + " " + Arrays.toString(array.shape()) + ", expected " + type + " of rank "
                            + rank);
        }
        return array;
    }
}
