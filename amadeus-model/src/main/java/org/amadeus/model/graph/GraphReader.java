package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.Parameters;
import org.amadeus.model.file.Float16;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.op.Ops;
import org.amadeus.model.step.StepGraph;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.graph.FlatVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads a step graph from SameDiff's FlatBuffers form. SameDiff 1.0.0-M2.1 copies arrays element by element, which takes
 * most of a start; here the arrays are taken out of the bytes before SameDiff reads them and are set in bulk after. Half
 * precision parameters are widened to float32.
 */
public final class GraphReader {
    // Fields of FlatGraph and FlatVariable in libnd4j's graph.fbs.
    private static final int GRAPH_VARIABLES = 1;
    private static final int VARIABLE_DTYPE = 2;
    private static final int VARIABLE_NDARRAY = 4;

    private final ModelConfig config;
    private final String file;
    private final String part;
    private final Map<String, List<Integer>> parameters;

    private GraphReader(ModelConfig config, String file, String part) {
        this.config = config;
        this.file = file;
        this.part = part;
        this.parameters = Parameters.shapes(config);
    }

    /**
     * Reads a graph.
     *
     * @param bytes  the graph, whose bytes are changed
     * @param config what its parameters' shapes must agree with
     * @param file   its file's name, for messages
     * @param part   its name in the file
     * @throws SessionFormatException where the graph is damaged, hostile, no step graph, or not one of {@code config}
     */
    public static SameDiff read(ByteBuffer bytes, ModelConfig config, String file, String part) {
        GraphReader reader = new GraphReader(config, file, part);
        try {
            return reader.read(bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (SessionFormatException e) {
            throw e;
        } catch (Exception e) {
            // Generated readers and SameDiff report malformed bytes by whatever happens to fail.
            String fault = e instanceof IllegalArgumentException ? e.getMessage() : "is damaged (" + e + ")";
            throw new SessionFormatException(file, part + ": " + fault, e);
        }
    }

    private SameDiff read(ByteBuffer bytes) throws Exception {
        Ops.register();
        FlatGraph flat = FlatGraph.getRootAsFlatGraph(bytes);
        GraphCheck.check(flat);
        Map<String, FlatArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < flat.variablesLength(); i++) {
            FlatVariable variable = flat.variables(i);
            if (variable.ndarray() != null) {
                arrays.put(variable.name(), variable.ndarray());
            }
        }
        FlatTable root = FlatTable.root(bytes);
        for (int i = 0; i < flat.variablesLength(); i++) {
            FlatTable variable = root.element(GRAPH_VARIABLES, i);
            variable.removeField(VARIABLE_NDARRAY);
            if (parameters.containsKey(flat.variables(i).name())
                    && FlatBuffersMapper.getDataTypeFromByte(flat.variables(i).dtype()) == DataType.HALF) {
                bytes.put(variable.field(VARIABLE_DTYPE), FlatBuffersMapper.getDataTypeAsByte(DataType.FLOAT));
            }
        }
        SameDiff graph = SameDiff.fromFlatBuffers(bytes, false);
        for (Map.Entry<String, FlatArray> entry : arrays.entrySet()) {
            graph.setArrayForVariable(entry.getKey(), array(entry.getKey(), entry.getValue()));
        }
        requireStepGraph(graph);
        return graph;
    }

    private INDArray array(String name, FlatArray flat) {
        long[] info = new long[flat.shapeLength()];
        for (int i = 0; i < info.length; i++) {
            info[i] = flat.shape(i);
        }
        requireShape(name, Shape.shapeOf(info));
        ByteOrder order = FlatBuffersMapper.getOrderFromByte(flat.byteOrder());
        DataType type = FlatBuffersMapper.getDataTypeFromByte(flat.dtype());
        if (type == DataType.FLOAT) {
            FloatBuffer source = flat.bufferAsByteBuffer().order(order).asFloatBuffer();
            float[] values = new float[source.remaining()];
            source.get(values);
            return create(name, values, info);
        }
        if (type == DataType.HALF && parameters.containsKey(name)) {
            ShortBuffer source = flat.bufferAsByteBuffer().order(order).asShortBuffer();
            float[] values = new float[source.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float16.toFloat(source.get(i));
            }
            return create(name, values, info);
        }
        if (type == DataType.BYTE) {
            ByteBuffer source = flat.bufferAsByteBuffer();
            byte[] values = new byte[source.remaining()];
            source.get(values);
            return Nd4j.create(values, Shape.shapeOf(info), Shape.stridesOf(info), Shape.order(info), DataType.BYTE);
        }
        return Nd4j.createFromFlatArray(flat);
    }

    private INDArray create(String name, float[] values, long[] info) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw SessionFormatException.notFinite(file, name, values[i], i, values.length);
            }
        }
        return Nd4j.create(values, Shape.shapeOf(info), Shape.stridesOf(info), Shape.order(info), DataType.FLOAT);
    }

    private void requireShape(String name, long[] found) {
        List<Integer> expected = parameters.get(name);
        List<Long> shape = Arrays.stream(found).boxed().toList();
        if (expected != null
                && !shape.equals(expected.stream().map(Integer::longValue).toList())) {
            throw SessionFormatException.wrongShape(file, name, shape, expected);
        }
    }

    private void requireStepGraph(SameDiff graph) {
        for (String output : StepGraph.outputs(config)) {
            SDVariable variable = graph.getVariable(output);
            if (variable == null) {
                throw new SessionFormatException(
                        file,
                        part + " has no variable " + output + ", expected a step graph of " + config.gruLayers()
                                + " layers");
            }
        }
    }
}
