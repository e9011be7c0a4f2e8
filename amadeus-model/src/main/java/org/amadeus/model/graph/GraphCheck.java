package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatNode;
import org.nd4j.graph.FlatVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Holds a graph's bytes to what a step graph may be before anything is made of them: how many of everything there are,
 * names, arrays whose rank, sizes, strides, type and bytes agree and which together are no larger than the graph, and no
 * training configuration, from which SameDiff makes objects by the class names in it. {@link StepGraphCheck} looks at
 * what is made.
 */
final class GraphCheck {
    private static final int OPS_BESIDE_LAYERS = 64;
    private static final int OPS_OF_LAYER = 8;
    /** Variables of an op: its output and its parameters. */
    private static final int VARIABLES_OF_OP = 6;

    private static final int MOST_IN_LIST = 128;
    private static final int LONGEST_NAME = 256;
    /** A vector or a matrix. */
    private static final int MOST_DIMENSIONS = 2;

    private static final int MOST_WORDS = 2;
    private static final Set<DataType> TYPES = EnumSet.of(DataType.FLOAT, DataType.HALF, DataType.INT8, DataType.INT32);

    /** Bytes that arrays may still have: several variables may point at the same ones. */
    private long bytesLeft;

    private GraphCheck(long bytes) {
        this.bytesLeft = bytes;
    }

    /**
     * Checks a graph.
     *
     * @param bytes of the graph, all of them
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static void check(FlatGraph graph, ModelConfig config, long bytes) {
        int ops = OPS_BESIDE_LAYERS + OPS_OF_LAYER * config.gruLayers();
        atMost("variables", graph.variablesLength(), VARIABLES_OF_OP * ops);
        atMost("ops", graph.nodesLength(), ops);
        if (graph.trainingConfig() != null || graph.updaterStateLength() != 0 || graph.lossVariablesLength() != 0) {
            throw new IllegalArgumentException("holds a training configuration, expected a step graph: refused");
        }
        if (graph.sequenceItems() != null && graph.sequenceItems().sequenceItemsLength() != 0) {
            throw new IllegalArgumentException("holds sequences, expected a step graph: refused");
        }
        GraphCheck check = new GraphCheck(bytes);
        for (int i = 0; i < graph.variablesLength(); i++) {
            check.variable(graph.variables(i), i);
        }
        for (int i = 0; i < graph.nodesLength(); i++) {
            check(graph.nodes(i), i);
        }
    }

    private void variable(FlatVariable variable, int number) {
        name("variable " + number, variable.nameAsByteBuffer());
        String name = variable.name();
        atMost("dimensions of " + name, variable.shapeLength(), MOST_DIMENSIONS);
        int kind = variable.variabletype();
        if (kind < 0 || kind >= VariableType.values().length || variable.id() == null) {
            throw new IllegalArgumentException("variable " + name + " has no kind or no number");
        }
        if (VariableType.values()[kind] == VariableType.CONSTANT
                || VariableType.values()[kind] == VariableType.VARIABLE) {
            if (variable.ndarray() == null) {
                throw new IllegalArgumentException(name + " is a parameter without an array");
            }
            array(name, variable.ndarray());
        }
    }

    private static void check(FlatNode node, int number) {
        name("op " + number, node.nameAsByteBuffer());
        name("op " + number, node.opNameAsByteBuffer());
        String name = node.name();
        atMost("inputs of " + name, node.inputPairedLength(), MOST_IN_LIST);
        atMost("outputs of " + name, node.outputNamesLength(), 1);
        atMost("float arguments of " + name, node.extraParamsLength(), MOST_IN_LIST);
        atMost("integer arguments of " + name, node.extraIntegerLength(), MOST_IN_LIST);
        atMost("boolean arguments of " + name, node.extraBoolsLength(), MOST_IN_LIST);
        atMost("type arguments of " + name, node.extraTypesLength(), MOST_IN_LIST);
        atMost("string arguments of " + name, node.extraStringsLength(), MOST_WORDS);
        for (int i = 0; i < node.extraStringsLength(); i++) {
            String word = node.extraStrings(i);
            if (word == null || !word.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException(
                        name + " has an argument that is no word, expected one of a-z, 0-9 and -");
            }
        }
    }

    private static void name(String what, ByteBuffer name) {
        if (name == null || !name.hasRemaining() || name.remaining() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    what + " has " + (name == null || !name.hasRemaining() ? "no name" : "a name that is too long"));
        }
    }

    /** An array's shape information: rank, sizes, strides, flags, element stride, order. */
    private void array(String name, FlatArray array) {
        int length = array.shapeLength();
        long rank = length == 0 ? -1 : array.shape(0);
        if (rank < 1 || rank > MOST_DIMENSIONS || length != 2 * rank + 4) {
            throw new IllegalArgumentException(name + " has a malformed shape, expected a vector or a matrix");
        }
        DataType type = FlatBuffersMapper.getDataTypeFromByte(array.dtype());
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(name + " is " + type + ", expected float32, float16, int8 or int32");
        }
        char order = (char) array.shape(length - 1);
        if (order != 'c' && order != 'f') {
            throw new IllegalArgumentException(name + " has no order of its elements");
        }
        long count = 1;
        for (int k = 0; k < rank; k++) {
            int axis = order == 'c' ? (int) rank - 1 - k : k;
            long size = array.shape(1 + axis);
            long stride = array.shape((int) rank + 1 + axis);
            if (size < 1 || size > Integer.MAX_VALUE || size != 1 && stride != count) {
                throw new IllegalArgumentException(name + " has a malformed shape: axis " + axis + " of " + size
                        + " elements, " + stride + " apart");
            }
            count *= size; // below 2^62
        }
        if (array.bufferLength() != count * type.width()) {
            throw new IllegalArgumentException(name + " has " + array.bufferLength() + " bytes of " + type
                    + ", its shape says " + count + " elements");
        }
        bytesLeft -= array.bufferLength();
        if (bytesLeft < 0) {
            throw new IllegalArgumentException("has arrays that share their bytes: refused");
        }
    }

    private static void atMost(String what, int count, int most) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("has " + count + " " + what + ", expected at most " + most);
        }
    }
}
