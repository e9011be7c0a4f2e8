package org.amadeus.model.evaluate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** Foretells windows step by step: works with every model, quantized ones too. */
public final class SteppedWindowModel implements WindowModel {
    private final StepModel model;
    private final int steps;
    private final InitialState start;
    private final float[] initial;
    private final int[] before;
    private final float[] condition;
    private final float[] stepLogits;

    /** @param model whose batch is the number of windows; closed with this object */
    public SteppedWindowModel(StepModel model, int steps, InitialState start) {
        this.start = start;
        this.model = model;
        this.steps = steps;
        this.initial = initialState(model);
        this.before = new int[model.batch()];
        this.condition = new float[model.batch() * model.config().conditionDim()];
        this.stepLogits = new float[model.batch() * model.config().eventDim()];
    }

    /**
     * The state a window begins with where it is alone, out of the one that {@link StepModel#start} mixes: with all inits
     * alike, piece i of [L, B, H] is layer i mod L of it.
     */
    private static float[] initialState(StepModel model) {
        int layers = model.config().gruLayers();
        int hidden = model.config().hiddenDim();
        int batch = model.batch();
        model.start(new float[batch * model.config().initDim()]);
        float[] initial = new float[layers * hidden];
        float[] state = new float[layers * hidden];
        for (int piece = 0; piece < layers; piece++) {
            model.readState(piece % batch, state);
            System.arraycopy(state, piece / batch * hidden, initial, piece * hidden, hidden);
        }
        return initial;
    }

    @Override
    public ModelConfig config() {
        return model.config();
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int windows() {
        return model.batch();
    }

    @Override
    public void foretell(int[] events, float[] conditions, float[] logits) {
        int windows = model.batch();
        model.start(new float[windows * config().initDim()]);
        for (int slot = 0; slot < windows && start == InitialState.ALONE; slot++) {
            model.writeState(slot, initial);
        }
        Arrays.fill(before, Math.min(EventVocabulary.PRIMARY, config().eventDim() - 1));
        for (int step = 0; step < steps; step++) {
            System.arraycopy(conditions, step * condition.length, condition, 0, condition.length);
            model.step(before, condition, stepLogits);
            System.arraycopy(stepLogits, 0, logits, step * stepLogits.length, stepLogits.length);
            System.arraycopy(events, step * windows, before, 0, windows);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
