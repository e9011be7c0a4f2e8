package org.amadeus.model.generate;

import java.util.List;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** Passes everything on to another model and writes down the events that slot 0 is fed. */
record ListeningModel(StepModel model, List<Integer> fed) implements StepModel {
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
        fed.add(events[0]);
        model.step(events, conditions, logits);
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
