package org.amadeus.ui.duet;

import java.util.Arrays;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** A model whose every step is taken, and costs what it costs, but which says the rhythm of a {@link SteadyModel} of that kind. */
final class SteadyRhythm implements StepModel {
    private final StepModel worker;
    private final SteadyModel rhythm;
    private final float[] own;

    /** @param worker does the work; closed with this */
    SteadyRhythm(StepModel worker, SteadyModel rhythm) {
        this.worker = worker;
        this.rhythm = rhythm;
        this.own = new float[rhythm.stateSize()];
    }

    @Override
    public ModelConfig config() {
        return worker.config();
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public void start(int slot, float[] init) {
        worker.start(slot, init);
        rhythm.start(slot, init);
    }

    @Override
    public void startMixed(float[] init) {
        start(0, init);
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        worker.step(events, conditions, logits);
        rhythm.step(events, conditions, logits);
    }

    @Override
    public int stateSize() {
        return worker.stateSize() + own.length;
    }

    @Override
    public void readState(int slot, float[] state) {
        worker.readState(slot, state);
        rhythm.readState(slot, own);
        System.arraycopy(own, 0, state, worker.stateSize(), own.length);
    }

    @Override
    public void writeState(int slot, float[] state) {
        worker.writeState(slot, Arrays.copyOf(state, worker.stateSize()));
        System.arraycopy(state, worker.stateSize(), own, 0, own.length);
        rhythm.writeState(slot, own);
    }

    @Override
    public void close() {
        worker.close();
    }
}
