package org.amadeus.model.evaluate;

import java.util.Arrays;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** Predicts windows step by step: works with every model, quantized ones too. */
public final class SteppedWindowModel implements WindowModel {
    private final StepModel model;
    private final int steps;
    private final int[] before;
    private final float[] condition;
    private final float[] stepLogits;

    /** @param model whose batch is the number of windows; closed with this object */
    public SteppedWindowModel(StepModel model, int steps) {
        this.model = model;
        this.steps = steps;
        this.before = new int[model.batch()];
        this.condition = new float[model.batch() * model.config().conditionDim()];
        this.stepLogits = new float[model.batch() * model.config().eventDim()];
    }

    @Override
    public ModelConfig config() {
        return model.config();
    }

    @Override
    public int windows() {
        return model.batch();
    }

    @Override
    public void predict(int[] events, float[] conditions, float[] logits) {
        int windows = model.batch();
        float[] init = new float[config().initDim()];
        for (int slot = 0; slot < windows; slot++) {
            model.start(slot, init);
        }
        Arrays.fill(before, config().primaryEvent());
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
