package org.amadeus.quant.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.evaluate.EvaluationBatch;
import org.amadeus.model.kernel.Kernels;
import org.amadeus.model.kernel.StepKernel;
import org.amadeus.model.lowering.GraphLowering;
import org.amadeus.model.lowering.Lowered;
import org.amadeus.model.step.StepGraph;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A model that goes step by step through a batch and shows the output of every layer; the kernels are a plan's. Begins
 * from an init ~ N(0, 1), the same each time.
 */
final class LayerProbe {
    private static final long SEED = 0;

    private final ModelConfig config;
    private final EvaluationBatch music;
    private final Lowered lowered;
    private final int[] events;
    private final float[] conditions;
    private final float[][] hidden;
    private int step;

    /** @param layers names of outputs to show */
    LayerProbe(ModelConfig config, SameDiff graph, EvaluationBatch music, List<String> layers) {
        this.config = config;
        this.music = music;
        Set<String> outputs = new LinkedHashSet<>(layers);
        outputs.add(StepGraph.INITIAL_HIDDEN);
        outputs.addAll(StepGraph.outputs(config));
        this.lowered = GraphLowering.lower(graph, outputs, music.windows(), 1, Kernels.fastest());
        this.events = lowered.ints().get(StepGraph.EVENT);
        this.conditions = lowered.floats().get(StepGraph.CONDITION);
        this.hidden = new float[config.gruLayers()][];
        Arrays.fill(events, EventVocabulary.PRIMARY);
        float[] init = lowered.floats().get(StepGraph.INIT);
        Random random = new Random(SEED);
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        run();
        float[] initial = lowered.floats().get(StepGraph.INITIAL_HIDDEN);
        int units = config.hiddenDim();
        int state = initial.length / music.windows();
        for (int layer = 0; layer < hidden.length; layer++) {
            hidden[layer] = lowered.floats().get(StepGraph.hidden(layer));
            for (int slot = 0; slot < music.windows(); slot++) {
                System.arraycopy(initial, slot * state + layer * units, hidden[layer], slot * units, units);
            }
        }
    }

    /** Advances by one step, teacher forced; false after the last one. */
    boolean advance() {
        if (step == music.steps()) {
            return false;
        }
        int windows = music.windows();
        if (step > 0) {
            for (int layer = 0; layer < hidden.length; layer++) {
                float[] next = lowered.floats().get(StepGraph.gates(layer));
                System.arraycopy(next, 0, hidden[layer], 0, next.length);
            }
            System.arraycopy(music.events(), (step - 1) * windows, events, 0, windows);
        }
        System.arraycopy(music.conditions(), step * conditions.length, conditions, 0, conditions.length);
        step++;
        run();
        return true;
    }

    /** What a layer put out at this step [B, size]. */
    float[] output(String layer) {
        return lowered.floats().get(layer);
    }

    private void run() {
        for (StepKernel kernel : lowered.kernels()) {
            for (int block = 0; block < kernel.blocks(); block++) {
                kernel.run(block);
            }
        }
    }
}
