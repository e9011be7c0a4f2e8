package org.amadeus.model.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.model.kernel.step.Kernels;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.lowering.GraphLowering;
import org.amadeus.model.lowering.Lowered;
import org.amadeus.model.lowering.LoweringException;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.StepGraph;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A step graph, plain or quantized, compiled for one batch size. The graph is the one truth, the plan is derived from
 * it; later changes to the graph's arrays do not reach the plan. A step allocates nothing.
 */
public final class StepPlan implements StepModel {
    /** Beyond what any machine gains by: a state of the largest model takes 4 MB. */
    private static final int MOST_BATCH = 1 << 16;

    private final ModelConfig config;
    private final int batch;
    private final KernelRunner runner;
    private final StepKernel[] startKernels;
    private final StepKernel[] stepKernels;
    private final float[] init;
    private final float[] initialHidden;
    private final int[] event;
    private final float[] condition;
    private final float[] logits;
    private final float[][] hidden;
    private final float[][] next;

    private StepPlan(ModelConfig config, int batch, Lowered start, Lowered step, KernelRunner runner) {
        this.config = config;
        this.batch = batch;
        this.runner = runner;
        this.startKernels = start.kernels().toArray(StepKernel[]::new);
        this.stepKernels = step.kernels().toArray(StepKernel[]::new);
        this.init = buffer(start, StepGraph.INIT);
        this.initialHidden = buffer(start, StepGraph.INITIAL_HIDDEN);
        this.event = step.ints().get(StepGraph.EVENT);
        this.condition = buffer(step, StepGraph.CONDITION);
        this.logits = buffer(step, StepGraph.LOGITS);
        this.hidden = new float[config.gruLayers()][];
        this.next = new float[config.gruLayers()][];
        for (int layer = 0; layer < hidden.length; layer++) {
            hidden[layer] = buffer(step, StepGraph.hidden(layer));
            next[layer] = buffer(step, StepGraph.gates(layer));
        }
        if (event == null) {
            throw new LoweringException("the graph does not use " + StepGraph.EVENT + ", expected a step graph");
        }
    }

    /**
     * Compiles with the fastest kernels that this JVM can run.
     *
     * @param graph   a step graph of {@code config}
     * @param batch   how many hidden states to advance at once, 1 .. 65,536
     * @param threads how many threads to use, 1 or 2; 2 starts a worker, which {@link #close} ends
     * @throws IllegalArgumentException where {@code batch} or {@code threads} is none of these
     * @throws LoweringException where the graph is not a step graph or holds an op that cannot be compiled
     */
    public static StepPlan compile(ModelConfig config, SameDiff graph, int batch, int threads) {
        return compile(config, graph, batch, threads, Kernels.fastest());
    }

    /** Compiles with kernels of a given family. */
    public static StepPlan compile(ModelConfig config, SameDiff graph, int batch, int threads, StepKernels kernels) {
        if (batch < 1 || batch > MOST_BATCH) {
            throw new IllegalArgumentException("batch is " + batch + ", expected 1 .. " + MOST_BATCH);
        }
        Lowered start = GraphLowering.lower(graph, List.of(StepGraph.INITIAL_HIDDEN), batch, threads, kernels);
        Lowered step = GraphLowering.lower(graph, StepGraph.outputs(config), batch, threads, kernels);
        return new StepPlan(config, batch, start, step, KernelRunner.of(threads));
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void start(float[] values) {
        System.arraycopy(values, 0, init, 0, init.length);
        runner.run(startKernels);
        // [B, L*H] read as [L, B, H]: the reference's view, without a transpose.
        for (int layer = 0; layer < hidden.length; layer++) {
            int size = hidden[layer].length;
            System.arraycopy(initialHidden, layer * size, hidden[layer], 0, size);
        }
    }

    @Override
    public void step(int[] events, float[] conditions, float[] out) {
        for (int slot = 0; slot < batch; slot++) {
            if (events[slot] < 0 || events[slot] >= config.eventDim()) {
                throw new IllegalArgumentException(
                        "event " + events[slot] + " of slot " + slot + ", expected 0 .. " + (config.eventDim() - 1));
            }
            event[slot] = events[slot];
        }
        System.arraycopy(conditions, 0, condition, 0, condition.length);
        runner.run(stepKernels);
        System.arraycopy(logits, 0, out, 0, logits.length);
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(next[layer], 0, hidden[layer], 0, next[layer].length);
        }
    }

    /** Bytes of parameters that the plan holds, those of the initial state included. */
    public long weightBytes() {
        return Stream.of(startKernels, stepKernels)
                .flatMap(Arrays::stream)
                .mapToLong(StepKernel::weightBytes)
                .sum();
    }

    @Override
    public int stateSize() {
        return config.gruLayers() * config.hiddenDim();
    }

    @Override
    public void readState(int slot, float[] state) {
        int units = config.hiddenDim();
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(hidden[layer], slot * units, state, layer * units, units);
        }
    }

    @Override
    public void writeState(int slot, float[] state) {
        int units = config.hiddenDim();
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(state, layer * units, hidden[layer], slot * units, units);
        }
    }

    @Override
    public void close() {
        runner.close();
    }

    private static float[] buffer(Lowered lowered, String name) {
        float[] buffer = lowered.floats().get(name);
        if (buffer == null) {
            throw new LoweringException("the graph does not use " + name + ", expected a step graph");
        }
        return buffer;
    }
}
