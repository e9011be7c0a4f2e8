package org.amadeus.model.run;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.lowering.GraphLowering;
import org.amadeus.model.lowering.Lowered;
import org.amadeus.model.lowering.LoweringException;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
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
    private final float[][] next;
    private final States states;

    private StepPlan(ModelConfig config, int batch, Lowered start, Lowered step, KernelRunner runner) {
        this.config = config;
        this.batch = batch;
        this.runner = runner;
        this.startKernels = start.kernels().toArray(StepKernel[]::new);
        this.stepKernels = step.kernels().toArray(StepKernel[]::new);
        this.init = buffer(start, PerformanceRnn.INIT, config.initDim());
        this.initialHidden = buffer(start, PerformanceRnn.INITIAL_HIDDEN, config.stateCount() * config.hiddenDim());
        this.event = step.ints().get(PerformanceRnn.EVENT);
        this.condition = buffer(step, PerformanceRnn.CONDITION, config.conditionDim());
        this.logits = buffer(step, PerformanceRnn.LOGITS, config.eventDim());
        this.next = buffers(step, StepGraph.newStates(config));
        this.states = new States(config, buffers(step, StepGraph.states(config)));
        if (event == null) {
            throw new LoweringException("the graph does not use " + PerformanceRnn.EVENT + ", expected a step graph");
        }
        if (step.limits().get(PerformanceRnn.EVENT) < config.eventDim()) {
            throw new LoweringException("the graph knows " + step.limits().get(PerformanceRnn.EVENT)
                    + " events, expected " + config.eventDim());
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
        return compile(config, graph, batch, threads, StepKernels.fastest());
    }

    /** Compiles with kernels of a given family. */
    public static StepPlan compile(ModelConfig config, SameDiff graph, int batch, int threads, StepKernels kernels) {
        if (batch < 1 || batch > MOST_BATCH) {
            throw new IllegalArgumentException("batch is " + batch + ", expected 1 .. " + MOST_BATCH);
        }
        Lowered start = GraphLowering.lower(graph, List.of(PerformanceRnn.INITIAL_HIDDEN), batch, threads, kernels);
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
    public void start(int slot, float[] values) {
        System.arraycopy(values, 0, init, slot * config.initDim(), config.initDim());
        runner.run(startKernels);
        states.write(slot, initialHidden, slot * states.size());
    }

    @Override
    public void startMixed(float[] values) {
        System.arraycopy(values, 0, init, 0, init.length);
        runner.run(startKernels);
        states.mix(initialHidden);
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
        for (int i = 0; i < next.length; i++) {
            states.replace(i, next[i]);
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
        return states.size();
    }

    @Override
    public void readState(int slot, float[] state) {
        states.read(slot, state);
    }

    @Override
    public void writeState(int slot, float[] state) {
        states.write(slot, state, 0);
    }

    @Override
    public void close() {
        runner.close();
    }

    private float[][] buffers(Lowered lowered, List<String> names) {
        return names.stream()
                .map(name -> buffer(lowered, name, config.hiddenDim()))
                .toArray(float[][]::new);
    }

    private float[] buffer(Lowered lowered, String name, int size) {
        float[] buffer = lowered.floats().get(name);
        if (buffer == null) {
            throw new LoweringException("the graph does not use " + name + ", expected a step graph");
        }
        if (buffer.length != batch * size) {
            throw new LoweringException(
                    name + " has " + buffer.length / batch + " values, the configuration says " + size);
        }
        return buffer;
    }
}
