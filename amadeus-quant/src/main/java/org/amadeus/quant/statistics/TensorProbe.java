package org.amadeus.quant.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.lowering.GraphLowering;
import org.amadeus.model.lowering.Lowered;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.States;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A model that goes step by step through a batch, teacher forced, and shows its tensors; the kernels are a plan's.
 */
public final class TensorProbe {
    private final WindowArrays music;
    private final Lowered lowered;
    private final int[] events;
    private final float[] conditions;
    private final List<String> newStates;
    private final States states;
    private int step;

    /**
     * @param graph   a step graph of {@code config}
     * @param tensors names of the layers whose outputs are to be shown; inputs of the graph are shown anyhow
     * @param init    what the states begin from [B, I]
     */
    public TensorProbe(
            ModelConfig config, SameDiff graph, WindowArrays music, Collection<String> tensors, float[] init) {
        this.music = music;
        // What makes the first states is computed along at every step: that is two small layers.
        Set<String> outputs = new LinkedHashSet<>(tensors);
        outputs.add(PerformanceRnn.INITIAL_HIDDEN);
        outputs.addAll(StepGraph.outputs(config));
        this.lowered = GraphLowering.lower(graph, outputs, music.windows(), 1, StepKernels.fastest());
        this.events = lowered.ints().get(PerformanceRnn.EVENT);
        this.conditions = values(PerformanceRnn.CONDITION);
        this.newStates = StepGraph.newStates(config);
        this.states = new States(
                config, StepGraph.states(config).stream().map(this::values).toArray(float[][]::new));
        Arrays.fill(events, config.primaryEvent());
        System.arraycopy(init, 0, values(PerformanceRnn.INIT), 0, init.length);
        run();
        states.mix(values(PerformanceRnn.INITIAL_HIDDEN));
    }

    /** Vectors ~ N(0, 1) for so many windows, [B, I]. */
    public static float[] randomInit(ModelConfig config, int windows, long seed) {
        Random random = new Random(seed);
        float[] init = new float[windows * config.initDim()];
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        return init;
    }

    /** B. */
    int windows() {
        return music.windows();
    }

    /** The events before this step [B]. */
    float[] events() {
        float[] before = new float[events.length];
        for (int b = 0; b < before.length; b++) {
            before[b] = events[b];
        }
        return before;
    }

    /** Advances by one step, teacher forced; false after the last one. */
    public boolean advance() {
        if (step == music.steps()) {
            return false;
        }
        int windows = windows();
        if (step > 0) {
            for (int i = 0; i < newStates.size(); i++) {
                states.replace(i, values(newStates.get(i)));
            }
            System.arraycopy(music.events(), (step - 1) * windows, events, 0, windows);
        }
        System.arraycopy(music.conditions(), step * conditions.length, conditions, 0, conditions.length);
        step++;
        run();
        return true;
    }

    /** A tensor at this step [B, size]: what a layer put out, or what the graph was given. */
    public float[] values(String tensor) {
        return lowered.floats().get(tensor);
    }

    private void run() {
        for (StepKernel kernel : lowered.kernels()) {
            for (int block = 0; block < kernel.blocks(); block++) {
                kernel.run(block);
            }
        }
    }
}
