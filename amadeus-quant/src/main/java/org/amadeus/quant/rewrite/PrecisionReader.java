package org.amadeus.quant.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.lowering.GatesOp;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.op.HalfGruGates;
import org.amadeus.quant.op.QuantizedLayer;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads off a quantized step graph what became of each layer of the plain one that it was made from. */
public final class PrecisionReader {
    private final SameDiff plain;
    private final SameDiff graph;
    private final List<LayerPrecision> layers = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

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
        reader.visit(PerformanceRnn.INITIAL_HIDDEN);
        StepGraph.outputs(config).forEach(reader::visit);
        return List.copyOf(reader.layers);
    }

    /**
     * The op that computes a layer.
     *
     * @throws QuantizationException where the graph has no such layer
     */
    public static DifferentialFunction op(SameDiff graph, String layer) {
        DifferentialFunction op = graph.hasVariable(layer) ? graph.getVariableOutputOp(layer) : null;
        if (op == null) {
            throw new QuantizationException("a session has no layer " + layer + ": the two are different models");
        }
        return op;
    }

    private void visit(String name) {
        if (!graph.hasVariable(name)) {
            op(graph, name);
        }
        if (graph.getVariables().get(name).getOutputOfOp() == null || !done.add(name)) {
            return;
        }
        DifferentialFunction op = op(graph, name);
        for (String input : op.argNames()) {
            visit(input);
        }
        layers.add(layer(name, op));
    }

    private LayerPrecision layer(String name, DifferentialFunction op) {
        if (op instanceof QuantizedLayer layer) {
            return quantized(name, layer);
        }
        boolean half = op instanceof HalfGruGates;
        LayerKind kind = half || op instanceof GatesOp ? LayerKind.GATES : LayerKind.of(op);
        long bytes = bytes(graph, op.argNames());
        return new LayerPrecision(name, kind, half ? Treatment.FLOAT16 : Treatment.FLOAT32, bytes, bytes, Double.NaN);
    }

    private LayerPrecision quantized(String name, QuantizedLayer layer) {
        DifferentialFunction plainOp = op(plain, name);
        if (LayerKind.of(plainOp) != layer.kind()) {
            throw new QuantizationException("layer " + name + " of the float session is no "
                    + layer.kind().id() + " layer: the two are different models");
        }
        String parameter = parameter(plain, name);
        return new LayerPrecision(
                name,
                layer.kind(),
                layer.treatment(),
                bytes(plain, plainOp.argNames()),
                bytes(graph, op(graph, name).argNames()),
                snr(HostFloats.read(plain.getArrForVarName(parameter)), weights(graph, name, parameter)));
    }

    /** The name of a layer's matrix in a plain graph. */
    public static String parameter(SameDiff plain, String layer) {
        DifferentialFunction op = op(plain, layer);
        return op.argNames()[op instanceof AmadeusEmbedding ? 0 : 1];
    }

    /**
     * The floats that the integers of a quantized layer stand for, row-major.
     *
     * @param parameter the name of its matrix
     * @throws QuantizationException where the layer does not hold it
     */
    public static float[] weights(SameDiff graph, String layer, String parameter) {
        Map<String, float[]> decoded = op(graph, layer) instanceof QuantizedLayer coded ? coded.decoded() : Map.of();
        if (!decoded.containsKey(parameter)) {
            throw new QuantizationException(
                    "layer " + layer + " does not hold " + parameter + ": the two are different models");
        }
        return decoded.get(parameter);
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

    private static double snr(float[] values, float[] back) {
        if (values.length != back.length) {
            throw new QuantizationException("a layer has " + values.length + " weights in one session, " + back.length
                    + " in the other: the two are different models");
        }
        SignalToNoise ratio = new SignalToNoise();
        ratio.add(values, back);
        return ratio.decibels();
    }
}
