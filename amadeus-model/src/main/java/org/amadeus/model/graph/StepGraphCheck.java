package org.amadeus.model.graph;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.lowering.GraphLowering;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.KeepsParameter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;

/**
 * Holds a graph that was read to being a step graph of its configuration, whole: placeholders, parameters, what each op
 * asks of its inputs ({@link GraphLowering#check}), no circles, outputs of the right sizes, and not more in between than a
 * step graph needs. Whatever runs or rewrites the graph after that may rely on it.
 */
final class StepGraphCheck {
    private final ModelConfig config;
    private final SameDiff graph;

    private StepGraphCheck(ModelConfig config, SameDiff graph) {
        this.config = config;
        this.graph = graph;
    }

    /**
     * Checks a graph.
     *
     * @throws IllegalArgumentException                         saying what is wrong with it
     * @throws org.amadeus.model.lowering.LoweringException naming the layer that does not fit its inputs
     */
    static void check(ModelConfig config, SameDiff graph) {
        StepGraphCheck check = new StepGraphCheck(config, graph);
        check.outputsThere();
        check.placeholders();
        check.ops();
        Map<String, Integer> sizes = GraphLowering.check(graph);
        check.parameters();
        check.sizes(sizes);
    }

    private void outputsThere() {
        for (String output : StepGraph.outputs(config)) {
            if (!graph.hasVariable(output)) {
                throw new IllegalArgumentException(
                        "has no variable " + output + ", expected a step graph of " + config.gruLayers() + " layers");
            }
        }
    }

    private void placeholders() {
        Map<String, List<Long>> expected = new HashMap<>();
        expected.put(PerformanceRnn.INIT, List.of(-1L, (long) config.initDim()));
        expected.put(PerformanceRnn.EVENT, List.of(-1L));
        expected.put(PerformanceRnn.CONDITION, List.of(-1L, (long) config.conditionDim()));
        for (String state : StepGraph.states(config)) {
            expected.put(state, List.of(-1L, (long) config.hiddenDim()));
        }
        for (Variable variable : graph.getVariables().values()) {
            SDVariable placeholder = variable.getVariable();
            if (placeholder.isPlaceHolder()) {
                List<Long> found =
                        Arrays.stream(placeholder.placeholderShape()).boxed().toList();
                if (!found.equals(expected.get(placeholder.name()))) {
                    throw new IllegalArgumentException("has a placeholder " + placeholder.name() + " " + found
                            + ", expected "
                            + (expected.containsKey(placeholder.name())
                                    ? expected.get(placeholder.name())
                                    : "a step graph"));
                }
            }
        }
    }

    /** Every parameter is there, as itself or as an op keeps it, and each array is one op's. */
    private void parameters() {
        Map<String, List<Long>> kept = new HashMap<>();
        for (SameDiffOp op : graph.getOps().values()) {
            if (op.getOp() instanceof KeepsParameter keeper) {
                kept.put(
                        keeper.kept().parameter(),
                        List.of(keeper.kept().rows(), keeper.kept().columns()));
            }
        }
        Parameters.shapes(config).forEach((name, shape) -> {
            if (!graph.hasVariable(name) && !kept.containsKey(name)) {
                throw new IllegalArgumentException("has no " + name + ", expected a step graph");
            }
            List<Long> expected = shape.stream().map(Integer::longValue).toList();
            if (!kept.getOrDefault(name, expected).equals(expected)) {
                throw new IllegalArgumentException(name + " has shape " + kept.get(name) + ", expected " + expected);
            }
        });
        for (Variable variable : graph.getVariables().values()) {
            int users = variable.getInputsForOp() == null
                    ? 0
                    : variable.getInputsForOp().size();
            if (!variable.getVariable().isPlaceHolder() && variable.getOutputOfOp() == null && users != 1) {
                throw new IllegalArgumentException(
                        variable.getName() + " is an input of " + users + " ops, expected one");
            }
        }
    }

    private void ops() {
        for (SameDiffOp op : graph.getOps().values()) {
            if (op.getOutputsOfOp().size() != 1) {
                throw new IllegalArgumentException(
                        "op " + op.getName() + " has " + op.getOutputsOfOp().size() + " outputs, expected one");
            }
        }
    }

    private void sizes(Map<String, Integer> sizes) {
        requireSize(sizes, PerformanceRnn.INITIAL_HIDDEN, config.stateCount() * config.hiddenDim());
        requireSize(sizes, PerformanceRnn.LOGITS, config.eventDim());
        for (String state : StepGraph.newStates(config)) {
            requireSize(sizes, state, config.hiddenDim());
        }
        long most = 2L * usual();
        if (sum(sizes.values()) > most) {
            throw new IllegalArgumentException("computes " + sum(sizes.values())
                    + " values for each sample, expected at most " + most + " of a step graph of this configuration");
        }
    }

    /** What {@link StepGraph} computes for each sample. */
    private long usual() {
        long all = (long) config.stateCount() * config.hiddenDim();
        return 2L * config.eventDim() + config.inputDim() + 2L * config.hiddenDim() + 10 * all;
    }

    private static long sum(Collection<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).sum();
    }

    private static void requireSize(Map<String, Integer> sizes, String layer, int expected) {
        Integer found = sizes.get(layer);
        if (found == null || found != expected) {
            throw new IllegalArgumentException("layer " + layer + " "
                    + (found == null ? "is not computed" : "has " + found + " values, expected " + expected));
        }
    }
}
