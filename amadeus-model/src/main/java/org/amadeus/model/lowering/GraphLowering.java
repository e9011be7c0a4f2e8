package org.amadeus.model.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lowers the part of a graph that computes given outputs. Ops are visited from the outputs backwards, each after all
 * that use it, so that by then it is known whether its output is needed or was taken in by a fused consumer.
 */
public final class GraphLowering {
    private final SameDiff graph;
    private final int batch;
    private final int threads;
    private final StepKernels kernels;
    private final Set<String> outputs;
    private final Map<String, float[]> floats = new HashMap<>();
    private final Map<String, int[]> ints = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();

    private GraphLowering(SameDiff graph, int batch, int threads, StepKernels kernels, Collection<String> outputs) {
        this.graph = graph;
        this.batch = batch;
        this.threads = threads;
        this.kernels = kernels;
        this.outputs = Set.copyOf(outputs);
    }

    /**
     * Lowers what computes {@code outputs} at a fixed batch size.
     *
     * @param threads how many threads will run the kernels
     * @throws LoweringException where the graph lacks an output, or holds an op that cannot be compiled
     */
    public static Lowered lower(
            SameDiff graph, Collection<String> outputs, int batch, int threads, StepKernels kernels) {
        return new GraphLowering(graph, batch, threads, kernels, outputs).lower();
    }

    private Lowered lower() {
        for (String output : outputs) {
            if (!graph.hasVariable(output)) {
                throw new LoweringException("the graph has no " + output + ", expected a step graph");
            }
        }
        List<String> order = producersFirst();
        outputs.forEach(this::floats);
        Deque<StepKernel> program = new ArrayDeque<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            if (floats.containsKey(order.get(i))) {
                program.addFirst(kernel(new Site(order.get(i))));
            }
        }
        return new Lowered(List.copyOf(program), Map.copyOf(floats), Map.copyOf(ints));
    }

    private static StepKernel kernel(Site site) {
        try {
            return StandardOps.lowering(site).lower(site);
        } catch (IllegalArgumentException e) {
            // Arrays that do not fit each other: the graph comes from a file.
            throw new LoweringException("layer " + site.name() + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Names of the op outputs that the outputs depend on, each after those it is computed from. */
    private List<String> producersFirst() {
        Set<String> done = new LinkedHashSet<>();
        outputs.forEach(output -> visit(output, done));
        return new ArrayList<>(done);
    }

    private void visit(String name, Set<String> done) {
        if (done.contains(name) || graph.getVariables().get(name).getOutputOfOp() == null) {
            return;
        }
        for (String input : op(name).argNames()) {
            visit(input, done);
        }
        done.add(name);
    }

    private DifferentialFunction op(String output) {
        return graph.getOps()
                .get(graph.getVariables().get(output).getOutputOfOp())
                .getOp();
    }

    private float[] floats(String name) {
        return floats.computeIfAbsent(name, n -> new float[batch * size(n)]);
    }

    private int size(String name) {
        Integer known = sizes.get(name);
        if (known == null) {
            known = computeSize(name);
            sizes.put(name, known);
        }
        return known;
    }

    private int computeSize(String name) {
        if (graph.getVariables().get(name).getOutputOfOp() != null) {
            Site site = new Site(name);
            return StandardOps.lowering(site).outputSize(site);
        }
        SDVariable variable = graph.getVariable(name);
        long[] shape = variable.isPlaceHolder() ? variable.placeholderShape() : null;
        if (shape == null || shape.length != 2) {
            throw new LoweringException(name + " is no placeholder of shape [batch, size], expected a step graph");
        }
        return (int) shape[1];
    }

    /** An op, known by the name of its output. */
    private final class Site implements OpSite {
        private final String name;
        private final DifferentialFunction op;
        private final String[] arguments;

        Site(String name) {
            this.name = name;
            this.op = GraphLowering.this.op(name);
            this.arguments = op.argNames();
        }

        @Override
        public DifferentialFunction op() {
            return op;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int batch() {
            return batch;
        }

        @Override
        public int threads() {
            return threads;
        }

        @Override
        public StepKernels kernels() {
            return kernels;
        }

        @Override
        public int inputs() {
            return arguments.length;
        }

        @Override
        public String inputName(int input) {
            return arguments[input];
        }

        @Override
        public boolean isConstant(int input) {
            VariableType type = graph.getVariable(arguments[input]).getVariableType();
            return type == VariableType.CONSTANT || type == VariableType.VARIABLE;
        }

        @Override
        public INDArray constant(int input) {
            if (!isConstant(input)) {
                throw new LoweringException(
                        "input " + input + " of " + name + " is " + arguments[input] + ", expected a parameter");
            }
            return graph.getArrForVarName(arguments[input]);
        }

        @Override
        public int inputSize(int input) {
            return size(arguments[input]);
        }

        @Override
        public float[] input(int input) {
            return floats(arguments[input]);
        }

        @Override
        public int[] indices(int input) {
            return ints.computeIfAbsent(arguments[input], n -> new int[batch]);
        }

        @Override
        public int outputSize() {
            return size(name);
        }

        @Override
        public float[] output() {
            return floats(name);
        }

        @Override
        public Optional<OpSite> producer(int input) {
            Variable variable = graph.getVariables().get(arguments[input]);
            boolean computed = variable.getOutputOfOp() != null;
            boolean shared = outputs.contains(variable.getName())
                    || variable.getInputsForOp() == null
                    || variable.getInputsForOp().size() != 1;
            return computed && !shared ? Optional.of(new Site(variable.getName())) : Optional.empty();
        }
    }
}
