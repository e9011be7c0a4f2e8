package org.amadeus.model.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.graph.FlatNode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.shape.Concat;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** Makes the ops of a step graph from their saved form: those of ours, and three of ND4J. */
final class StepOps {
    /** How the names of our ops begin. */
    private static final String OURS = "amadeus_";

    private final Map<String, Class<? extends JavaOp>> ours = new HashMap<>();

    StepOps() {
        ServiceLoader.load(JavaOp.class, StepOps.class.getClassLoader())
                .forEach(op -> ours.put(op.opName(), op.getClass()));
    }

    /** @throws IllegalArgumentException where a step graph has no such op, or the module that has it is not here */
    DifferentialFunction create(FlatNode node) throws ReflectiveOperationException {
        String name = node.opName();
        DifferentialFunction op =
                switch (name == null ? "" : name) {
                    case "tanh" -> new Tanh();
                    case "leakyrelu" -> leakyRelu(node);
                    case "concat" -> new Concat((int) integer(node, 0));
                    case "gather" -> embedding(node);
                    default -> withArguments(ours(node.name(), name), node);
                };
        op.setOwnName(node.name());
        return op;
    }

    private JavaOp ours(String node, String name) throws ReflectiveOperationException {
        Class<? extends JavaOp> type = ours.get(name);
        if (type == null) {
            throw new IllegalArgumentException("op " + node + " is a \"" + name
                    + (name != null && name.startsWith(OURS)
                            ? "\", which no module on the class path has: add amadeus-quant for quantized sessions, or take"
                                    + " a newer Amadeus"
                            : "\", which no step graph of this program has. Is it of a newer Amadeus?"));
        }
        return type.getConstructor().newInstance();
    }

    /** Of sessions that were written before the op had a gradient. */
    private static AmadeusEmbedding embedding(FlatNode node) {
        if (node.extraIntegerLength() > 0 && node.extraInteger(0) != 0) {
            throw new IllegalArgumentException(
                    "op " + node.name() + " takes along axis " + node.extraInteger(0) + ", expected rows of a table");
        }
        return new AmadeusEmbedding();
    }

    private static LeakyReLU leakyRelu(FlatNode node) {
        if (node.extraParamsLength() != 1) {
            throw new IllegalArgumentException("op " + node.name() + " has no slope");
        }
        LeakyReLU op = new LeakyReLU(Nd4j.scalar(DataType.FLOAT, 0), node.extraParams(0));
        op.clearArrays();
        return op;
    }

    private static DynamicCustomOp withArguments(DynamicCustomOp op, FlatNode node) {
        op.addIArgument(longs(node.extraIntegerLength(), node::extraInteger));
        op.addTArgument(IntStream.range(0, node.extraParamsLength())
                .mapToDouble(node::extraParams)
                .toArray());
        boolean[] truths = new boolean[node.extraBoolsLength()];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = node.extraBools(i);
        }
        op.addBArgument(truths);
        op.addDArgument(IntStream.range(0, node.extraTypesLength())
                .mapToObj(i -> DataType.fromInt(node.extraTypes(i)))
                .toArray(DataType[]::new));
        op.addSArgument(IntStream.range(0, node.extraStringsLength())
                .mapToObj(node::extraStrings)
                .toArray(String[]::new));
        op.configureFromArguments();
        return op;
    }

    private static long integer(FlatNode node, int index) {
        if (index >= node.extraIntegerLength()) {
            throw new IllegalArgumentException("op " + node.name() + " lacks an integer argument");
        }
        return node.extraInteger(index);
    }

    private static long[] longs(int count, IntToLongFunction at) {
        long[] values = new long[count];
        Arrays.setAll(values, at::applyAsLong);
        return values;
    }
}
