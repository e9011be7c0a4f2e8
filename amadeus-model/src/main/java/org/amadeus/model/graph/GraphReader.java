package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.backend.Backend;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.lowering.LoweringException;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.JavaOp;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatNode;
import org.nd4j.graph.FlatVariable;
import org.nd4j.graph.IntPair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Reads a step graph from SameDiff's FlatBuffers form, as {@code SameDiff.fromFlatBuffers} would. That one, in
 * 1.0.0-M2.1, looks at every op there is by reflection, which takes longer than all else at a start, and instantiates
 * whatever op a file names; here only the ops of step graphs are known. Half precision parameters are widened to float32.
 */
public final class GraphReader {
    private final ModelConfig config;
    private final String file;
    private final String part;
    private final Map<String, List<Integer>> parameters;
    private final SameDiff graph = SameDiff.create();
    /** Variables by their node's number and their place among its outputs, which is how ops refer to them. */
    private final Map<Long, String> names = new HashMap<>();

    private GraphReader(ModelConfig config, String file, String part) {
        this.config = config;
        this.file = file;
        this.part = part;
        this.parameters = Parameters.shapes(config);
    }

    /**
     * Reads a graph. To run it by SameDiff use {@link org.amadeus.model.run.GraphRunner}, or register our ops.
     *
     * @param bytes  the graph
     * @param config what its parameters' shapes must agree with
     * @param file   its file's name, for messages
     * @param part   its name in the file
     * @throws SessionFormatException where the graph is damaged, hostile, no step graph, or not one of {@code config}
     */
    public static SameDiff read(ByteBuffer bytes, ModelConfig config, String file, String part) {
        Backend.require(); // before ND4J looks for it, and fails for good
        try {
            return new GraphReader(config, file, part).read(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (SessionFormatException e) {
            throw e;
        } catch (IllegalArgumentException | LoweringException e) {
            throw new SessionFormatException(file, part + ": " + e.getMessage(), e);
        } catch (RuntimeException | ReflectiveOperationException e) {
            // The generated readers meet malformed bytes with whatever exception happens to come first.
            throw new SessionFormatException(file, part + " is damaged (" + e + ")", e);
        }
    }

    private SameDiff read(ByteBuffer bytes) throws ReflectiveOperationException {
        FlatGraph flat = FlatGraph.getRootAsFlatGraph(bytes);
        GraphCheck.check(flat, config, bytes.remaining());
        for (int i = 0; i < flat.variablesLength(); i++) {
            String sizeParameter = config.cell().sizeParameter();
            if (sizeParameter.equals(flat.variables(i).name())
                    && flat.variables(i).ndarray() != null) {
                requireShape(sizeParameter, flat.variables(i).ndarray());
            }
        }
        for (int i = 0; i < flat.variablesLength(); i++) {
            addVariable(flat.variables(i));
        }
        StepOps ops = new StepOps();
        for (int i = 0; i < flat.nodesLength(); i++) {
            addOp(flat.nodes(i), ops.create(flat.nodes(i)));
        }
        for (SameDiffOp op : graph.getOps().values()) {
            if (op.getOp() instanceof JavaOp ours) {
                ours.upgrade(op);
            }
        }
        StepGraphCheck.check(config, graph);
        return graph;
    }

    private void addVariable(FlatVariable flat) {
        String name = flat.name();
        long[] shape = new long[flat.shapeLength()];
        Arrays.setAll(shape, flat::shape);
        VariableType kind = VariableType.values()[flat.variabletype()];
        boolean constant = kind == VariableType.CONSTANT || kind == VariableType.VARIABLE;
        INDArray array = constant ? array(name, flat.ndarray()) : null;
        DataType type = constant ? array.dataType() : FlatBuffersMapper.getDataTypeFromByte(flat.dtype());
        if (kind == VariableType.PLACEHOLDER
                && type != (name.equals(PerformanceRnn.EVENT) ? DataType.INT32 : DataType.FLOAT)) {
            throw new IllegalArgumentException("has a placeholder " + name + " of type " + type);
        }
        SDVariable variable = new SDVariable(name, kind, graph, shape, type);
        Variable added = Variable.builder().name(name).variable(variable).build();
        if (graph.getVariables().put(name, added) != null) {
            throw new IllegalArgumentException("has two variables " + name);
        }
        if (constant) {
            graph.setArrayForVariable(name, array);
        }
        names.put(key(flat.id()), name);
    }

    private void requireShape(String name, FlatArray array) {
        List<Long> found = Arrays.stream(FlatArrays.shape(array)).boxed().toList();
        SessionFormatException.requireShape(file, name, found, parameters.get(name));
    }

    /** The array of a parameter, or of what a quantized one has beside it; floats are finite, halves are widened. */
    private INDArray array(String name, FlatArray array) {
        if (parameters.containsKey(name)) {
            requireShape(name, array);
        }
        if (!FlatArrays.isFloat(array)) {
            return FlatArrays.create(array);
        }
        float[] values = FlatArrays.floats(array);
        SessionFormatException.requireFinite(file, name, values);
        return FlatArrays.create(array, values);
    }

    private void addOp(FlatNode node, DifferentialFunction op) {
        String name = node.name();
        if (graph.getOps().containsKey(name)) {
            throw new IllegalArgumentException("has two ops " + name);
        }
        op.setSameDiff(graph);
        String[] inputs = new String[node.inputPairedLength()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = names.get(key(node.inputPaired(i)));
            if (inputs[i] == null) {
                throw new IllegalArgumentException("op " + name + " has an input that the graph has not");
            }
        }
        String[] outputs = new String[node.outputNamesLength()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = node.outputNames(i);
            Variable variable = graph.getVariables().get(outputs[i]);
            if (variable == null) {
                throw new IllegalArgumentException("op " + name + " has an output that the graph has not");
            }
            if (variable.getVariable().getVariableType() != VariableType.ARRAY || variable.getOutputOfOp() != null) {
                throw new IllegalArgumentException(
                        "op " + name + " has an output " + outputs[i] + " that is not its own");
            }
        }
        graph.addArgsFor(inputs, op);
        graph.addOutgoingFor(outputs, op);
    }

    private static long key(IntPair id) {
        return (long) id.first() << 32 | id.second();
    }
}
