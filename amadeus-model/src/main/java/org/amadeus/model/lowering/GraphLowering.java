package org.amadeus.model.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.Variable;

/**
 * Lowers the part of a graph that computes given outputs. Ops are visited from the outputs backwards, each after all
 * that use it, so that by then it is known whether its output is needed or was taken in by a fused consumer.
 */
public final class GraphLowering {
    /** The widest layer there may be: 64 layers of 16,384 units side by side. */
    private static final int MOST_VALUES = 1 << 20;

    private static final int MOST_FLOATS = 1 << 28;

    final SameDiff graph;
    final int batch;
    final int threads;
    final StepKernels kernels;
    final Set<String> outputs;
    private final Map<String, float[]> floats = new HashMap<>();
    final Map<String, int[]> ints = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    final Map<String, Long> limits = new HashMap<>();

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

    /**
     * Holds every op of a graph to what lowering relies on, whether or not an output depends on it.
     *
     * @return values per sample of each op's output, by its name
     * @throws LoweringException naming the layer that does not fit its inputs, or lies in a circle
     */
    public static Map<String, Integer> check(SameDiff graph) {
        List<String> all = graph.getVariables().values().stream()
                .filter(variable -> variable.getOutputOfOp() != null)
                .map(Variable::getName)
                .toList();
        GraphLowering lowering = new GraphLowering(graph, 1, 1, null, all);
        lowering.checked(lowering.producersFirst());
        return Map.copyOf(lowering.sizes);
    }

    private List<String> checked(List<String> order) {
        for (String name : order) {
            OpSite site = new OpSite(this, name);
            StandardOps.lowering(site).check(site);
            size(name);
        }
        return order;
    }

    private Lowered lower() {
        for (String output : outputs) {
            if (!graph.hasVariable(output)) {
                throw new LoweringException("the graph has no " + output + ", expected a step graph");
            }
        }
        List<String> order = checked(producersFirst());
        outputs.forEach(this::floats);
        Deque<StepKernel> program = new ArrayDeque<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            if (floats.containsKey(order.get(i))) {
                program.addFirst(kernel(new OpSite(this, order.get(i))));
            }
        }
        return new Lowered(List.copyOf(program), Map.copyOf(floats), Map.copyOf(ints), Map.copyOf(limits));
    }

    private static StepKernel kernel(OpSite site) {
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
        outputs.forEach(output -> visit(output, new HashSet<>(), done));
        return new ArrayList<>(done);
    }

    /** As deep as the graph is, which of a file's {@code graph.GraphCheck} bounds. */
    private void visit(String name, Set<String> open, Set<String> done) {
        Variable variable = graph.getVariables().get(name);
        if (variable == null) {
            throw new LoweringException("the graph has no " + name + ", which a layer is computed from");
        }
        if (done.contains(name) || variable.getOutputOfOp() == null) {
            return;
        }
        if (!open.add(name)) {
            throw new LoweringException("layer " + name + " is computed from itself, expected a graph without circles");
        }
        for (String input : op(name).argNames()) {
            visit(input, open, done);
        }
        open.remove(name);
        done.add(name);
    }

    DifferentialFunction op(String output) {
        return graph.getOps()
                .get(graph.getVariables().get(output).getOutputOfOp())
                .getOp();
    }

    float[] floats(String name) {
        return floats.computeIfAbsent(name, n -> new float[bufferSize(n)]);
    }

    private int bufferSize(String name) {
        long count = (long) batch * size(name);
        if (count > MOST_FLOATS) {
            throw new LoweringException("batch " + batch + " is too large for layer " + name + " of " + size(name)
                    + " values, expected at most " + MOST_FLOATS / size(name));
        }
        return (int) count;
    }

    int size(String name) {
        Integer known = sizes.get(name);
        if (known == null) {
            known = computeSize(name);
            sizes.put(name, known);
        }
        return known;
    }

    private int computeSize(String name) {
        if (graph.getVariables().get(name).getOutputOfOp() != null) {
            OpSite site = new OpSite(this, name);
            int size = StandardOps.lowering(site).outputSize(site);
            if (size < 1 || size > MOST_VALUES) {
                throw new LoweringException("layer " + name + " has " + size + " values, expected 1 .. " + MOST_VALUES);
            }
            return size;
        }
        SDVariable variable = graph.getVariable(name);
        long[] shape = variable.isPlaceHolder() ? variable.placeholderShape() : null;
        if (shape == null || shape.length != 2 || shape[1] < 1 || shape[1] > MOST_VALUES) {
            throw new LoweringException(name + " is no placeholder of shape [batch, size], expected a step graph");
        }
        return (int) shape[1];
    }
}
