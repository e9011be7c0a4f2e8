package org.amadeus.quant.rewrite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.QuantizedRows;
import org.amadeus.quant.op.DynamicInt8Linear;
import org.amadeus.quant.op.Int4Linear;
import org.amadeus.quant.op.Int8Arrays;
import org.amadeus.quant.op.Int8Embedding;
import org.amadeus.quant.op.Int8Linear;
import org.amadeus.quant.op.StaticInt8Linear;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes a float session of a quantized one: what its integers stand for, in float32, to be trained or taken to PyTorch. */
public final class FloatSession {
    private FloatSession() {}

    /**
     * The same model with float weights. Nothing that quantizing lost comes back; its history of training ends, and its
     * provenance says where it comes from.
     *
     * @param quantized a session whose graph was quantized by any scheme; it stays as it is
     * @throws QuantizationException where its graph lacks a parameter
     */
    public static Session of(Session quantized) {
        Map<String, float[]> values = new LinkedHashMap<>();
        ModelConfig config = quantized.config();
        for (String name : Parameters.shapes(config).keySet()) {
            values.put(name, values(quantized.stepGraph(), name));
        }
        Map<String, String> provenance = new LinkedHashMap<>(quantized.provenance());
        provenance.remove(QuantizedSession.PROVENANCE);
        provenance.put("made", "float32 from " + quantized.precision() + " weights");
        return new Session(
                config,
                StepGraph.build(config, parameters(config, values)),
                Optional.empty(),
                TrainingProgress.NONE,
                provenance);
    }

    private static Parameters parameters(ModelConfig config, Map<String, float[]> values) {
        try {
            return new Parameters(config, values);
        } catch (IllegalArgumentException e) {
            throw new QuantizationException(
                    "the session's graph does not hold the model that it says: " + e.getMessage());
        }
    }

    private static float[] values(SameDiff graph, String name) {
        String packed = name + Parameters.INT4;
        if (graph.hasVariable(packed) && user(graph, packed) instanceof Int4Linear linear) {
            return PrecisionReader.grouped(graph, linear).widened().dequantize();
        }
        if (!graph.hasVariable(name)) {
            throw new QuantizationException("the session's graph has no " + name + ", expected a step graph");
        }
        INDArray array = graph.getArrForVarName(name);
        if (array.dataType() == DataType.INT8) {
            return rows(graph, name, array).dequantize();
        }
        return array.dataType() == DataType.INT32 ? bias(graph, name, array) : Arrays32.of(array.dup('c'));
    }

    /** Of a matrix that an op of integers takes: its scales, and zero points where there are some, lie behind it. */
    private static QuantizedRows rows(SameDiff graph, String name, INDArray matrix) {
        DifferentialFunction op = user(graph, name);
        List<String> inputs = Arrays.asList(op.argNames());
        int at = inputs.indexOf(name);
        boolean shifted = op instanceof StaticInt8Linear || op instanceof Int8Embedding;
        if (!shifted && !(op instanceof Int8Linear) && !(op instanceof DynamicInt8Linear)) {
            throw new QuantizationException(name + " is of integers, but not of a layer of integers");
        }
        int rows = (int) matrix.size(0);
        float[] scales = Arrays32.of(graph.getArrForVarName(inputs.get(at + 1)));
        float[] zeroPoints = shifted ? Arrays32.of(graph.getArrForVarName(inputs.get(at + 2))) : new float[1];
        return new QuantizedRows(
                Int8Arrays.of(matrix),
                PrecisionReader.ofEachRow(scales, rows),
                PrecisionReader.ofEachRow(zeroPoints, rows));
    }

    /** The op that takes a parameter. */
    private static DifferentialFunction user(SameDiff graph, String name) {
        String user = graph.getVariables().get(name).getInputsForOp().get(0);
        return graph.getOps().get(user).getOp();
    }

    /** A bias in integers is in steps of the input's scale times its row's. */
    private static float[] bias(SameDiff graph, String name, INDArray integers) {
        DifferentialFunction op = user(graph, name);
        if (!(op instanceof StaticInt8Linear linear)) {
            throw new QuantizationException(name + " is of integers, but not of a linear layer in integers");
        }
        Affine input = linear.input();
        float[] scales = Arrays32.of(graph.getArrForVarName(op.argNames()[2]));
        int[] steps = integers.dup('c').data().asInt();
        float[] bias = new float[steps.length];
        for (int row = 0; row < bias.length; row++) {
            bias[row] = steps[row] / (input.scale() * scales[row]);
        }
        return bias;
    }
}
