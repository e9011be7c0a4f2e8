package org.amadeus.live.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** Another model, and what it was told and said; each time it is put back a new account begins. */
final class Witness implements StepModel {
    /** From one time that the model was put back to the next: what it was fed, and its logits after each. */
    record Account(List<Integer> fed, List<float[]> said) {}

    final List<Account> accounts = new ArrayList<>();
    private final StepModel model;

    Witness(StepModel model) {
        this.model = model;
        accounts.add(new Account(new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    public ModelConfig config() {
        return model.config();
    }

    @Override
    public int batch() {
        return 1;
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
        Account account = accounts.get(accounts.size() - 1);
        account.fed().add(events[0]);
        account.said().add(logits.clone());
    }

    @Override
    public int stateSize() {
        return model.stateSize();
    }

    @Override
    public void readState(int slot, float[] copy) {
        model.readState(slot, copy);
    }

    @Override
    public void writeState(int slot, float[] copy) {
        model.writeState(slot, copy);
        accounts.add(new Account(new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    public void close() {
        model.close();
    }
}
