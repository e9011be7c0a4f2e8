package org.amadeus.quant.rewrite;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.amadeus.model.lowering.GatesOp;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.Ops;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.op.network.AmadeusGruGates;
import org.amadeus.model.op.network.AmadeusLinear;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.op.HalfGruGates;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.ModelFingerprint;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.shape.Concat;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/**
 * Makes a quantized step graph from a plain one: walks the plain graph's ops from the inputs to the outputs and builds
 * each anew, as the rules say. Names of placeholders and of layers' outputs stay what they were, so that whatever runs a
 * step graph runs the new one.
 */
public final class GraphRewriter {
    private final ModelConfig config;
    private final SameDiff plain;
    private final Rules rules;
    private final SameDiff graph;
    private final LayerBuilder layers;
    private final Set<String> done = new HashSet<>();

    private GraphRewriter(ModelConfig config, SameDiff plain, Rules rules, Calibration calibration) {
        this.config = config;
        this.plain = plain;
        this.rules = rules;
        Ops.register();
        this.graph = SameDiff.create();
        this.layers = new LayerBuilder(plain, graph, calibration);
    }

    /**
     * Rewrites a graph.
     *
     * @param plain       a plain step graph of {@code config}; it stays as it is
     * @param calibration what the rules ask for
     * @throws QuantizationException where a rule that was given beside a scheme's decides about no layer, the graph holds
     *                               an op that is not of a plain step graph, a rule needs statistics and there are none,
     *                               or these lack a layer or are another model's
     */
    public static SameDiff rewrite(ModelConfig config, SameDiff plain, Rules rules, Calibration calibration) {
        rules.requireUsed(plain);
        calibration.statistics().ifPresent(known -> known.requireModel(ModelFingerprint.of(config, plain)));
        return new GraphRewriter(config, plain, rules, calibration).rewrite();
    }

    private SameDiff rewrite() {
        build(PerformanceRnn.INITIAL_HIDDEN);
        StepGraph.outputs(config).forEach(this::build);
        return graph;
    }

    private void build(String name) {
        if (!done.add(name)) {
            return;
        }
        if (!plain.hasVariable(name)) {
            throw new QuantizationException("the session's graph has no " + name + ", expected a step graph");
        }
        DifferentialFunction op = plain.getVariableOutputOp(name);
        if (op == null) {
            SDVariable variable = plain.getVariable(name);
            if (variable.isPlaceHolder()) {
                graph.placeHolder(name, variable.dataType(), variable.placeholderShape());
            }
            return;
        }
        for (String input : op.argNames()) {
            build(input);
        }
        SDVariable output = rebuild(name, op);
        if (!output.name().equals(name) && graph.hasVariable(name)) {
            throw new QuantizationException(
                    "the session's graph has a layer " + name + " and a parameter of that name");
        }
        if (!output.name().equals(name)) {
            graph.updateVariableNameAndReference(output, name);
        }
    }

    private SDVariable rebuild(String name, DifferentialFunction op) {
        String[] inputs = op.argNames();
        if (op instanceof AmadeusLinear) {
            Treatment treatment = rules.treatment(name, LayerKind.LINEAR);
            return layers.linear(name, treatment, graph.getVariable(inputs[0]), inputs[1], inputs[2]);
        }
        if (op instanceof AmadeusEmbedding) {
            Treatment treatment = rules.treatment(name, LayerKind.EMBEDDING);
            return layers.embedding(name, treatment, inputs[0], graph.getVariable(inputs[1]));
        }
        if (op instanceof GatesOp) {
            // Only the GRU's gates are known in half precision; those of other cells stay float32.
            boolean half = op instanceof AmadeusGruGates
                    && rules.treatment(name, LayerKind.GATES).equals(Treatment.FLOAT16);
            JavaOp gates = half
                    ? new HalfGruGates().addTo(graph, variables(inputs))
                    : ((JavaOp) op).copyTo(graph, variables(inputs));
            return gates.outputVariable();
        }
        return copy(name, op, inputs);
    }

    private SDVariable[] variables(String[] names) {
        return Arrays.stream(names).map(graph::getVariable).toArray(SDVariable[]::new);
    }

    private SDVariable copy(String name, DifferentialFunction op, String[] inputs) {
        SDVariable x = graph.getVariable(inputs[0]);
        if (op instanceof Tanh) {
            return graph.math().tanh(name, x);
        }
        if (op instanceof LeakyReLU leaky) {
            return graph.nn().leakyRelu(name, x, leaky.scalar().getDouble(0));
        }
        if (op instanceof Concat) {
            return graph.concat(name, 1, variables(inputs));
        }
        throw new QuantizationException(
                "layer " + name + " is an op " + op.opName()
                        + ", expected a plain step graph. Is the session quantized already? Use the float session it was made from.");
    }
}
