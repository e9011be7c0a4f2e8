package org.amadeus.quant.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.GatesOp;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.AmadeusEmbedding;
import org.amadeus.model.op.AmadeusLinear;
import org.amadeus.quant.affine.GroupedRows;
import org.amadeus.quant.affine.QuantizedRows;
import org.amadeus.quant.op.DynamicInt8Linear;
import org.amadeus.quant.op.HalfGruGates;
import org.amadeus.quant.op.Int4Linear;
import org.amadeus.quant.op.Int8Arrays;
import org.amadeus.quant.op.Int8Embedding;
import org.amadeus.quant.op.Int8Linear;
import org.amadeus.quant.op.StaticInt8Linear;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads off a quantized step graph what became of each layer of the plain one that it was made from. */
public final class PrecisionReader {
    private final SameDiff plain;
    private final SameDiff graph;
    private final List<LayerPrecision> layers = new ArrayList<>();

    private PrecisionReader(SameDiff plain, SameDiff graph) {
        this.plain = plain;
        this.graph = graph;
    }

    /**
     * Reads every layer, in the order they run.
     *
     * @param config of both
     * @param plain  the float graph
     * @param graph  the quantized one, or another float one
     * @throws QuantizationException where the two are not of the same model
     */
    public static List<LayerPrecision> read(ModelConfig config, SameDiff plain, SameDiff graph) {
        PrecisionReader reader = new PrecisionReader(plain, graph);
        Set<String> done = new LinkedHashSet<>();
        reader.visit(PerformanceRnn.INITIAL_HIDDEN, done);
        StepGraph.outputs(config).forEach(output -> reader.visit(output, done));
        return List.copyOf(reader.layers);
    }

    /**
     * The op that computes a layer.
     *
     * @throws QuantizationException where the graph has no such layer
     */
    public static DifferentialFunction op(SameDiff graph, String layer) {
        if (!graph.hasVariable(layer) || graph.getVariables().get(layer).getOutputOfOp() == null) {
            throw new QuantizationException("a session has no layer " + layer + ": the two are different models");
        }
        return graph.getOps()
                .get(graph.getVariables().get(layer).getOutputOfOp())
                .getOp();
    }

    private void visit(String name, Set<String> done) {
        if (!graph.hasVariable(name)) {
            op(graph, name);
        }
        if (graph.getVariables().get(name).getOutputOfOp() == null || !done.add(name)) {
            return;
        }
        DifferentialFunction op = op(graph, name);
        for (String input : op.argNames()) {
            visit(input, done);
        }
        layers.add(layer(name, op));
    }

    private LayerPrecision layer(String name, DifferentialFunction op) {
        String[] inputs = op.argNames();
        if (op instanceof Int8Linear) {
            return quantized(name, LayerKind.LINEAR, Treatment.INT8_WEIGHT, "float32", 1);
        }
        if (op instanceof DynamicInt8Linear) {
            return quantized(name, LayerKind.LINEAR, Treatment.INT8_DYNAMIC, "int8 x int8, int32 sums", 1);
        }
        if (op instanceof StaticInt8Linear) {
            return quantized(name, LayerKind.LINEAR, Treatment.INT8_STATIC, "int8 x int8, int32 sums", 1);
        }
        if (op instanceof Int4Linear) {
            return quantized(name, LayerKind.LINEAR, Treatment.INT4_WEIGHT, "float32", 1);
        }
        if (op instanceof Int8Embedding) {
            Treatment treatment =
                    graph.getArrForVarName(inputs[1]).length() == 1 ? Treatment.INT8_STATIC : Treatment.INT8_WEIGHT;
            return quantized(name, LayerKind.EMBEDDING, treatment, "float32", 0);
        }
        if (op instanceof AmadeusLinear || op instanceof AmadeusEmbedding) {
            LayerKind kind = op instanceof AmadeusEmbedding ? LayerKind.EMBEDDING : LayerKind.LINEAR;
            long bytes = bytes(graph, inputs);
            return new LayerPrecision(
                    name, kind, Treatment.FLOAT32, "float32", "float32", "float32", bytes, bytes, Double.NaN);
        }
        boolean half = op instanceof HalfGruGates;
        LayerKind kind = half || op instanceof GatesOp ? LayerKind.GATES : LayerKind.OTHER;
        String type = half ? "float16" : "float32";
        Treatment treatment = half ? Treatment.FLOAT16 : Treatment.FLOAT32;
        return new LayerPrecision(name, kind, treatment, "-", type, type, 0, 0, Double.NaN);
    }

    /** @param first which input is the matrix */
    private LayerPrecision quantized(String name, LayerKind kind, Treatment treatment, String arithmetic, int first) {
        DifferentialFunction plainOp = op(plain, name);
        if (!(kind == LayerKind.EMBEDDING ? plainOp instanceof AmadeusEmbedding : plainOp instanceof AmadeusLinear)) {
            throw new QuantizationException("layer " + name + " of the float session is no " + kind.id()
                    + " layer: the two are different models");
        }
        String[] before = plainOp.argNames();
        return new LayerPrecision(
                name,
                kind,
                treatment,
                treatment.weights(),
                arithmetic,
                treatment == Treatment.INT8_STATIC ? "int8" : "float32",
                bytes(plain, before),
                bytes(graph, op(graph, name).argNames()),
                snr(
                        Arrays32.of(plain.getArrForVarName(before[first])),
                        weights(graph, name).dequantize()));
    }

    /**
     * The weights of a quantized layer, int4 ones widened to int8, under their mappings.
     *
     * @throws IllegalArgumentException where the layer has none
     */
    public static QuantizedRows weights(SameDiff graph, String layer) {
        DifferentialFunction op = op(graph, layer);
        String[] inputs = op.argNames();
        if (op instanceof Int4Linear linear) {
            return grouped(graph, linear).widened();
        }
        int first = op instanceof Int8Embedding ? 0 : 1;
        INDArray matrix = graph.getArrForVarName(inputs[first]);
        float[] scales = Arrays32.of(graph.getArrForVarName(inputs[first + 1]));
        float[] zeroPoints = op instanceof Int8Linear || op instanceof DynamicInt8Linear
                ? new float[1]
                : Arrays32.of(graph.getArrForVarName(inputs[first + 2]));
        int rows = (int) matrix.size(0);
        return new QuantizedRows(Int8Arrays.of(matrix), ofEachRow(scales, rows), ofEachRow(zeroPoints, rows));
    }

    /** The int4 weights of a layer. */
    static GroupedRows grouped(SameDiff graph, Int4Linear linear) {
        String[] inputs = linear.argNames();
        return new GroupedRows(
                linear.matrix(graph.getArrForVarName(inputs[1]), graph.getArrForVarName(inputs[2])),
                Arrays32.of(graph.getArrForVarName(inputs[3])));
    }

    static float[] ofEachRow(float[] values, int rows) {
        if (values.length == rows) {
            return values;
        }
        float[] repeated = new float[rows];
        Arrays.fill(repeated, values[0]);
        return repeated;
    }

    private static long bytes(SameDiff graph, String[] inputs) {
        long bytes = 0;
        for (String input : inputs) {
            VariableType type = graph.getVariable(input).getVariableType();
            if (type == VariableType.CONSTANT || type == VariableType.VARIABLE) {
                INDArray array = graph.getArrForVarName(input);
                bytes += array.length() * array.dataType().width();
            }
        }
        return bytes;
    }

    /** Mean square of values over that of their error, in decibels; infinite where there is none. */
    private static double snr(float[] values, float[] back) {
        if (values.length != back.length) {
            throw new QuantizationException("a layer has " + values.length + " weights in one session, " + back.length
                    + " in the other: the two are different models");
        }
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < values.length; i++) {
            signal += (double) values[i] * values[i];
            noise += ((double) values[i] - back[i]) * ((double) values[i] - back[i]);
        }
        return 10 * Math.log10(signal / noise);
    }
}
