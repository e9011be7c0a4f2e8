package org.amadeus.model.graph;

import java.util.Map;
import java.util.function.IntSupplier;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatNode;
import org.nd4j.graph.FlatProperties;
import org.nd4j.graph.FlatVariable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Holds a graph's bytes to what a step graph may be before anything is made of them: lengths that a reader would
 * allocate, and a training configuration, from which SameDiff makes objects by the class names in it.
 */
final class GraphCheck {
    private static final int MOST_VARIABLES = 1 << 14;
    private static final int MOST_IN_LIST = 1 << 12;
    private static final int MOST_DIMENSIONS = 8;

    private GraphCheck() {}

    /** @throws IllegalArgumentException saying what is wrong with the graph */
    static void check(FlatGraph graph) {
        atMost("variables", graph.variablesLength(), MOST_VARIABLES);
        atMost("ops", graph.nodesLength(), MOST_VARIABLES);
        atMost("placeholders", graph.placeholdersLength(), MOST_IN_LIST);
        if (graph.trainingConfig() != null || graph.updaterStateLength() != 0 || graph.lossVariablesLength() != 0) {
            throw new IllegalArgumentException("holds a training configuration, expected a step graph: refused");
        }
        if (graph.sequenceItems() != null && graph.sequenceItems().sequenceItemsLength() != 0) {
            throw new IllegalArgumentException("holds sequences, expected a step graph: refused");
        }
        for (int i = 0; i < graph.variablesLength(); i++) {
            check(graph.variables(i));
        }
        for (int i = 0; i < graph.nodesLength(); i++) {
            check(graph.nodes(i));
        }
    }

    private static void check(FlatVariable variable) {
        String name = variable.name();
        atMost("dimensions of " + name, variable.shapeLength(), MOST_DIMENSIONS);
        atMost("dependencies of " + name, variable.controlDepsLength(), MOST_IN_LIST);
        atMost("dependencies of " + name, variable.controlDepForOpLength(), MOST_IN_LIST);
        atMost("dependencies of " + name, variable.controlDepsForVarLength(), MOST_IN_LIST);
        check(name, variable.ndarray());
    }

    private static void check(FlatNode node) {
        Map<String, IntSupplier> lists = Map.ofEntries(
                Map.entry("inputs", node::inputLength),
                Map.entry("paired inputs", node::inputPairedLength),
                Map.entry("outputs", node::outputLength),
                Map.entry("output names", node::outputNamesLength),
                Map.entry("float arguments", node::extraParamsLength),
                Map.entry("integer arguments", node::extraIntegerLength),
                Map.entry("boolean arguments", node::extraBoolsLength),
                Map.entry("type arguments", node::extraTypesLength),
                Map.entry("string arguments", node::extraStringsLength),
                Map.entry("dimensions", node::dimensionsLength),
                Map.entry("dependencies", node::controlDepsLength),
                Map.entry("variable dependencies", node::varControlDepsLength),
                Map.entry("dependents", node::controlDepForLength),
                Map.entry("properties", node::propertiesLength));
        lists.forEach((what, length) -> atMost(what + " of " + node.name(), length.getAsInt(), MOST_IN_LIST));
        check(node.name(), node.scalar());
        for (int i = 0; i < node.propertiesLength(); i++) {
            check(node.name(), node.properties(i));
        }
    }

    private static void check(String op, FlatProperties property) {
        atMost("integers of " + op, property.iLength(), MOST_IN_LIST);
        atMost("longs of " + op, property.lLength(), MOST_IN_LIST);
        atMost("doubles of " + op, property.dLength(), MOST_IN_LIST);
        atMost("booleans of " + op, property.bLength(), MOST_IN_LIST);
        atMost("strings of " + op, property.sLength(), MOST_IN_LIST);
        atMost("dimensions of " + op, property.shapeLength(), MOST_DIMENSIONS);
        atMost("arrays of " + op, property.aLength(), MOST_IN_LIST);
        for (int i = 0; i < property.aLength(); i++) {
            check(op, property.a(i));
        }
    }

    /** An array's shape information: rank, sizes, strides, flags, element stride, order. */
    private static void check(String name, FlatArray array) {
        if (array == null) {
            return;
        }
        int length = array.shapeLength();
        long rank = length == 0 ? -1 : array.shape(0);
        if (rank < 0 || rank > MOST_DIMENSIONS || length != 2 * rank + 4) {
            throw new IllegalArgumentException(name + " has a malformed shape");
        }
        long count = 1;
        long last = 0;
        for (int d = 0; d < rank; d++) {
            long size = array.shape(1 + d);
            long stride = array.shape((int) (1 + rank + d));
            if (size < 0 || stride < 0 || size > Integer.MAX_VALUE || stride > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(name + " has a malformed shape");
            }
            count = Math.multiplyExact(count, size);
            last = Math.addExact(last, Math.max(size - 1, 0) * stride);
        }
        DataType type = FlatBuffersMapper.getDataTypeFromByte(array.dtype());
        boolean empty = array.bufferLength() == 0 && count <= 1;
        if (type == DataType.UTF8 || !empty && (array.bufferLength() != count * type.width() || last >= count)) {
            throw new IllegalArgumentException(name + " has " + array.bufferLength() + " bytes of " + type
                    + ", its shape says " + count + " elements");
        }
    }

    private static void atMost(String what, int count, int most) {
        if (count < 0 || count > most) {
            throw new IllegalArgumentException("has " + count + " " + what + ", expected at most " + most);
        }
    }
}
