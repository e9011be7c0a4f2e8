package org.amadeus.model.graph;

import java.nio.ByteBuffer;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.op.Ops;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/** Writes a step graph in SameDiff's FlatBuffers form, with its arrays. */
public final class GraphWriter {
    private GraphWriter() {}

    /** The graph as it is. */
    public static byte[] write(SameDiff graph) {
        Ops.register();
        ByteBuffer bytes = graph.asFlatBuffers(false);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /** The graph with its float32 parameters rounded to half precision; all else as it is. */
    public static byte[] writeHalved(ModelConfig config, SameDiff graph) {
        SameDiff halved = GraphReader.read(ByteBuffer.wrap(write(graph)), config, "memory", "graph");
        for (String name : Parameters.shapes(config).keySet()) {
            SDVariable variable = halved.getVariable(name);
            if (variable != null && variable.dataType() == DataType.FLOAT) {
                halved.getVariables().get(name).getVariable().setDataType(DataType.HALF);
                halved.setArrayForVariable(name, variable.getArr().castTo(DataType.HALF));
            }
        }
        return write(halved);
    }
}
