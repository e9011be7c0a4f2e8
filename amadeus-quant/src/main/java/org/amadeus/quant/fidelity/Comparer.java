package org.amadeus.quant.fidelity;

import org.amadeus.data.Progress;
import org.amadeus.model.evaluate.InitialState;
import org.amadeus.model.evaluate.WindowModel;
import org.amadeus.model.evaluate.WindowModels;
import org.amadeus.model.session.Session;

/**
 * Compares two models on the same held-out windows, teacher forced.
 *
 * @param music   the windows
 * @param threads for a model that goes step by step, 1 or 2
 */
public record Comparer(HeldOut music, int threads) {
    /**
     * Compares.
     *
     * @param before   the float session
     * @param after    the quantized one
     * @param controls whether the music's own controls are given
     */
    public Fidelity compare(Session before, Session after, boolean controls, Progress progress) {
        before.config().requirePiano("the model");
        int size = music.length() * HeldOut.BATCH * before.config().eventDim();
        float[] expected = new float[size];
        float[] found = new float[size];
        FidelityTally tally = new FidelityTally(controls);
        try (WindowModel reference = model(before);
                WindowModel quantized = model(after)) {
            long[] done = {0};
            music.forEach(controls, batch -> {
                reference.predict(batch.events(), batch.conditions(), expected);
                quantized.predict(batch.events(), batch.conditions(), found);
                tally.add(batch, expected, found);
                progress.update(++done[0], music.batches(), controls ? "controls given" : "no controls");
            });
        }
        return tally.result();
    }

    private WindowModel model(Session session) {
        return WindowModels.of(session, music.length(), HeldOut.BATCH, InitialState.ALONE, threads);
    }
}
