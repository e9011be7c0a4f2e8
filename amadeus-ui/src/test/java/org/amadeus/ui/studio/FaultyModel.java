package org.amadeus.ui.studio;

import java.util.function.Supplier;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** A model whose steps fail when they are told to; the states are then half done. */
final class FaultyModel implements StepModel {
    private final StepModel model;
    private final Supplier<Throwable> fault;

    /** @param fault what a step throws after it has changed the states, or null */
    FaultyModel(StepModel model, Supplier<Throwable> fault) {
        this.model = model;
        this.fault = fault;
    }

    @Override
    public ModelConfig config() {
        return model.config();
    }

    @Override
    public int batch() {
        return model.batch();
    }

    @Override
    public void start(int slot, float[] init) {
        model.start(slot, init);
    }

    @Override
    public void startMixed(float[] init) {
        model.startMixed(init);
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        model.step(events, conditions, logits);
        Throwable thrown = fault.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public int stateSize() {
        return model.stateSize();
    }

    @Override
    public void readState(int slot, float[] state) {
        model.readState(slot, state);
    }

    @Override
    public void writeState(int slot, float[] state) {
        model.writeState(slot, state);
    }

    @Override
    public void close() {
        model.close();
    }
}
